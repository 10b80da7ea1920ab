"""Advice on source that Python cannot read, by code: as in `advice`, and in first-week words."""

from __future__ import annotations

from collections.abc import Mapping

SYNTAX_ADVICE: Mapping[str, str] = {
    "source.outside_function": "A {name} belongs inside of a function: its line must be indented "
    "like the other lines of the function.",
    "source.outside_async": "An {name} works only in functions that begin with async def. "
    "Ordinary functions are called without it.",
    "source.outside_loop": "A {name} belongs inside of a loop: its line must be indented below a "
    "for or while.",
    "source.parameter_twice": "Two parameters of this function have the same name, {name}.",
    "source.assignment_to_value": "A single = gives a name to a value: the name stands on the "
    "left, the value on the right. To compare two values, write ==.",
    "source.equals_in_condition": "A single = gives a name to a value. To compare two values, "
    "write ==.",
    "source.comprehension": "A for cannot stand between the items of a list. It needs square "
    "brackets of its own, and they make a list.",
    "source.side_by_side": "Python reads two values side by side here. Between two values belongs "
    "a comma or an operator such as + or *.",
    "source.colon_missing": "A line that begins with def, if, else, for or while ends with a "
    "colon (:).",
    "source.bracket_not_closed": "This bracket is opened, and nothing closes it: each ( needs a "
    "), each [ a ] and each {{ a }}.",
    "source.bracket_not_opened": "This bracket closes something that no bracket has opened: one "
    "closing bracket is too many, or an opening one is missing.",
    "source.brackets_differ": "A bracket is closed by its own kind: ( by ), [ by ] and {{ by }}. "
    "The one that was opened last must be closed first.",
    "source.quote_not_closed": "A text begins and ends with the same quote, on the same line. The "
    "quote at its end is missing here.",
    "source.long_quote_not_closed": "A text that begins with three quotes ends with three quotes "
    "of the same kind. They are missing.",
    "source.foreign_character": "Python does not know this character here. Text that is copied "
    "from a page often has other quotes, minus signs or blanks than those of the keyboard.",
    "source.print_without_brackets": "print is a function: what it prints stands in round "
    "brackets.",
    "source.else_if": "Python has one word for else if: elif.",
    "source.file_imported": "An import line cannot name a file whose name begins with a digit. "
    "Each file is graded on its own.",
    "source.number_and_letters": "Letters follow right after a number here. A product needs *, "
    "and a name cannot begin with a digit.",
    "source.order_of_arguments": "In the brackets of a call, the values without a name come "
    "first, and those with a name, such as axis=0, after them.",
    "source.backslash": "A backslash outside of quotes must be the last character of its line.",
    "source.tabs_and_spaces": "Some of these lines are indented with tabs and others with spaces. "
    "They may look alike, but Python cannot compare them. Use four spaces everywhere.",
    "source.indented_too_far": "This line begins further to the right than the code above it. "
    "Only the lines below a colon (:) do that, such as the lines of a function.",
    "source.block_missing": "A line that ends with a colon (:) needs at least one line below it "
    "that begins further to the right: indent it by four spaces.",
    "source.indented_between": "The lines of a block all begin at the same column. This line "
    "begins at a column where no block above it begins: count the spaces before it.",
}
