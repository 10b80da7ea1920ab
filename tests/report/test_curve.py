"""Loss curves drawn with characters."""

import math

import pytest

from grader.report.curve import draw_comparison, draw_curve


def bars(losses, **options) -> list[str]:
    return [line[9 : 9 + len(losses)] for line in draw_curve(losses, **options)]


def test_a_curve_falls_from_left_to_right():
    assert bars([4.0, 3.0, 2.0, 1.0], height=4) == ["█   ", "██  ", "███ ", "████"]


def test_a_partial_row_is_drawn_as_a_partial_block():
    assert bars([2.0, 1.5, 0.25], height=2) == ["█▄ ", "██▂"]


def test_a_curve_is_labelled_with_its_largest_loss_its_last_and_the_epochs():
    lines = draw_curve([4.0, 2.0, 1 / 3])
    assert lines[0].startswith("       4 ")
    assert lines[-1].startswith("    loss ")
    assert lines[-1].endswith("  0.333 after 3 epochs")
    assert draw_curve([4.0])[-1].endswith("  4 after 1 epoch")


def test_a_small_loss_is_still_a_bar():
    assert bars([1000.0, 1e-9], height=1) == ["█▁"]


def test_a_curve_in_ascii_is_ascii():
    lines = draw_curve([4.0, 3.0, 0.5], ascii_only=True)
    assert "\n".join(lines).isascii()
    assert lines[0][9:12] == "@  "


def test_a_long_curve_keeps_its_ends():
    losses = [float(n) for n in range(500, 0, -1)]
    lines = draw_curve(losses)
    assert lines[-1].endswith("  1 after 500 epochs")
    assert lines[0].strip().startswith("500 █")
    assert max(map(len, lines)) < 100


@pytest.mark.parametrize("losses", [[], [math.nan] * 3, [math.inf], [0.0, 0.0], [-1.0, -2.0]])
def test_a_curve_without_values_above_zero_is_not_drawn(losses):
    assert draw_curve(losses) == []


def test_losses_that_are_not_finite_are_left_out():
    assert bars([math.inf, 2.0, math.nan, 1.0], height=1)[0][:2] == "█▄"


@pytest.mark.parametrize("losses", [[1e-300, -1e308, 1e308], [5e-324], [1e308, 1e308]])
def test_the_largest_and_smallest_floats_are_drawn(losses):
    assert len(draw_curve(losses, height=3)) == 3


def test_two_curves_have_one_scale_and_their_first_and_last_losses():
    lines = draw_comparison([4.0, 8.0, 4.0], [4.0, 2.0, 1.0])
    assert lines == [" as it is ███  4 → 4", "  changed █▄▂  4 → 1"]


def test_a_curve_that_is_missing_has_no_line():
    assert draw_comparison([2.0, 2.0], ()) == [" as it is ██  2 → 2"]


def test_losses_that_are_not_finite_are_marked_in_a_comparison():
    line, _ = draw_comparison([4.0, math.inf, math.nan], [4.0, 1.0], ascii_only=True)
    assert line == " as it is @!!  4 to nan"


@pytest.mark.parametrize("losses", [[math.nan], [0.0, 0.0], [-1.0, 1e308, 5e-324]])
def test_any_losses_can_be_compared(losses):
    assert len(draw_comparison(losses, losses)) == 2
