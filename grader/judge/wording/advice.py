"""Advice on exceptions, by code. A template, filled with the details of the problem.

Advice says what is true of every problem with this code, and never the solution.
"""

from __future__ import annotations

from collections.abc import Mapping

from grader.judge.wording.syntax import SYNTAX_ADVICE

_NONE = (
    "A function without a return gives None. So does a method that changes its object, such as "
    "add, append or compile."
)

ADVICE: Mapping[str, str] = {
    **SYNTAX_ADVICE,
    "exception.none_has_no_attribute": f"What stands before .{{name}} is None. {_NONE}",
    "exception.value_is_none": f"A value in this line is None. {_NONE}",
    "exception.name_is_a_module": "{name} is the name of a module. No import has given it to this "
    "file before this line runs.",
    "exception.name_is_a_part_of_keras": "{name} is a part of Keras: write keras.{name}.",
    "exception.name_is_a_class_of_keras": "{name} is a class of Keras. It needs the name of its "
    "module before it, with a dot, or an import of its own.",
    "exception.name_may_be_a_text": "Without quotes, {name} is a variable, and there is none of "
    'this name. If the text "{name}" is meant, it needs quotes.',
    "exception.product_without_operator": "Python reads {name} as one name. Between two variables "
    "an operator is needed.",
    "exception.name_assigned_too_late": "The function gives this name a value of its own, but has "
    "not done so when this line runs.",
    "exception.name_of_another_file": "{name} is a task of another file, {exercise}. Each file is "
    "graded on its own, and this one does not define {name}.",
    "exception.name_of_a_missing_task": "{name} is a task of this file, but the file has no "
    "function of this name.",
    "exception.name_not_yet_bound": "{name} gets a value in {where}, but this had failed or had "
    "not been reached when the line ran.",
    "exception.name_undefined": "No line that ran before has given {name} a value. Is the name "
    "spelt right?",
    "exception.layers_without_list": "keras.Sequential takes a list of layers: put square brackets "
    "around them.",
    "exception.layer_in_place_of_list": "This is a single layer where a list is needed. Square "
    "brackets make a list.",
    "exception.shape_is_a_number": "A shape is a tuple: (n,) with a comma is a tuple, (n) is only "
    "a number.",
    "exception.layer_is_a_class": "A class needs brackets () after its name to make a layer of it.",
    "exception.layer_is_a_function": "A function needs brackets () after its name: without them it "
    "is not called.",
    "exception.layer_is_a_list": "This is a list in place of one layer.",
    "exception.units_is_a_list": "The units of a layer are one whole number. This is a whole list.",
    "exception.units_not_whole": "The units of a layer are a whole number, without quotes and "
    "without a decimal point.",
    "exception.units_not_positive": "The units of a layer are a whole number above zero.",
    "exception.optimizer_unknown": "An optimizer is given by its name in quotes, or as a class "
    "with brackets () after it. Is the name spelt right?",
    "exception.name_unknown_to_keras": "Keras does not know this name. Is it spelt right?",
    "exception.activation_is_a_number": "The second argument of a layer such as Dense is its "
    "activation. This one is the number {name}.",
    "exception.dots_in_a_formula": 'Three dots in a formula mean "and so on". Python has an object '
    "of this name, and cannot compute with it.",
    "exception.positions_of_a_number": "np.where with only a condition looks for the positions in "
    "an array where it holds. It gives no values.",
    "exception.text_among_numbers": "A text in quotes and numbers are in one array. A number "
    "has no quotes.",
    "exception.too_many_values": "What stands to the right of = has more than {count} parts.",
    "exception.too_few_values": "What stands to the right of = has fewer than {count} parts.",
    "exception.activation_unknown": "Keras has no activation with this name. The names are written "
    "in small letters.",
    "exception.other_order": "The parameters are in another order than in the exercise: {received} "
    "instead of {expected}.",
    "exception.old_learning_rate": "Optimizers have no argument lr. It is called learning_rate.",
    "exception.unknown_argument": "There is no argument with this name. Is it spelt right, and in "
    "the right brackets?",
    "exception.fit_without_true_values": "fit needs the true values y beside the inputs x.",
    "exception.unequal_rows": "x and y need the same number of rows: one true value for each "
    "example.",
    "exception.not_compiled": "This model has no loss and no optimizer before it is compiled.",
    "exception.history_entry": "There is no entry of this name. The history has an entry for the "
    "loss, called loss, and one for each metric.",
    "exception.history_is_an_object": "fit returns an object. Its attribute history is the dict "
    "with the numbers.",
    "exception.array_given_to_a_class": "The brackets after a class of Keras take settings, not "
    "arrays.",
    "exception.truth_of_an_array": "Python's max, min, if, and, or need single numbers. For an "
    "array use NumPy's functions.",
    "exception.array_is_not_a_number": "Functions such as float() and int() take one number. This "
    "one got an array.",
    "exception.maximum_inside": "np.max finds the largest number in one array; another function "
    "compares two numbers.",
    "exception.product_does_not_fit": "In a product with @ or np.dot, the last axis of the first "
    "array must be as long as the first axis of the second. If one of them has two axes, their "
    "order matters.",
    "exception.product_of_a_number": "The operator @ needs arrays on both sides. One side is a "
    "single number here.",
    "exception.shapes_do_not_fit": "Arrays are added or multiplied element by element, so their "
    "shapes must fit. Compare them, counted from the last axis.",
    "exception.axis_out_of_range": "Axes are counted from 0, and this array has no axis of this "
    "number. One example has one axis; a batch has two. axis=-1 is the last one of any array.",
    "exception.index_out_of_range": "Positions are counted from 0, so the last one is the length "
    "minus 1.",
    "exception.number_looped_over": "This needs a list or an array, but it is a single number.",
    "exception.number_has_no_parts": "A single number has no parts, so square brackets after it do "
    "not work.",
    "exception.old_random_method": "rng is a random generator of NumPy. Its methods are not those "
    "of np.random: {name} is not one of them.",
    "exception.not_called": "A function is used here without being called. Brackets () after its "
    "name call it.",
    "exception.class_not_instance": "{name} is a class here. Brackets () after its name make an "
    "instance of it.",
    "exception.method_of_a_class": "Either an argument is left out, or {name} is called on the "
    "class {owner} itself. Brackets () after the name of a class make an instance of it.",
    "exception.missing_argument": "An argument is left out. The message names it.",
    "exception.too_many_arguments": "The call gives more arguments than the function takes.",
    "exception.changed_signature": "The function's own parameters were changed. The stub has "
    "{expected}{and_own}.",
    "exception.not_callable": "Only functions and classes can be called with round brackets (). A "
    "product needs an operator, and an element of an array needs square brackets.",
    "exception.not_in_keras_itself": "{name} is not in keras itself. Layers are in keras.layers, "
    "losses in keras.losses, optimizers in keras.optimizers.",
    "exception.no_attribute": "Objects of this kind have nothing with this name: the name or "
    "the object before the dot is another one than is meant.",
    "exception.task_not_written": "{name} is not written yet, and this code calls it. Write {name} "
    "first.",
    "exception.stub_line_left_elsewhere": "This line of the stub is still in {name}, which this "
    "code calls. Delete it there.",
    "exception.stub_line_left": "This line of the stub is still in the function: delete it.",
    "exception.no_module": "Is the name spelt right? Only Python's own modules, NumPy, Keras and "
    "TensorFlow are available.",
    "exception.recursion": "The function calls itself again and again.",
    "exception.input_without_user": "Nobody can answer input() here. The function gets what it "
    "needs as arguments.",
    "exception.other": "",
}
