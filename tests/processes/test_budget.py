"""What all processes of one submission together may send."""

import numpy as np
import pytest

from grader.processes.budget import MAX_BYTES, MAX_NODES, Budget, task_seconds, total_seconds
from grader.protocol.arrays import pack
from grader.protocol.events import CallReturned, Event, Return, Started
from grader.protocol.values import Items, Nothing, Value
from grader.protocol.wire import MAX_FRAME, WireError


def returned(value: Value) -> Event:
    return CallReturned(0, Return(value))


def nothings(count: int) -> Items:
    return Items("list", (Nothing(),) * count)


def test_a_message_may_be_as_large_as_what_is_left():
    budget = Budget(60)
    assert budget.frame == MAX_FRAME < MAX_BYTES
    budget.take(MAX_BYTES - MAX_FRAME, Started())
    assert budget.frame == MAX_FRAME
    budget.take(1, returned(Nothing()))
    assert budget.frame == MAX_FRAME - 1
    budget.take(MAX_FRAME - 1, Started())
    assert budget.frame == 0


def test_the_items_of_all_lists_are_counted_together():
    budget = Budget(60)
    budget.take(1, returned(nothings(MAX_NODES - 4)))
    budget.take(1, returned(Items("tuple", (nothings(2), Nothing()))))
    with pytest.raises(WireError, match="lists"):
        budget.take(1, returned(nothings(1)))


def test_numbers_in_an_array_are_not_counted():
    budget = Budget(60)
    budget.take(1, returned(pack(np.zeros(2 * MAX_NODES))))
    budget.take(1, returned(nothings(MAX_NODES)))


def test_lists_in_lists_are_counted_at_any_depth():
    value: Value = Nothing()
    for _ in range(2_000):  # deeper than Python recurses
        value = Items("list", (value, Nothing()))
    budget = Budget(60)
    for _ in range(MAX_NODES // 4_000):
        budget.take(1, returned(value))
    budget.take(1, returned(nothings(MAX_NODES % 4_000)))
    with pytest.raises(WireError, match="lists"):
        budget.take(1, returned(nothings(1)))


def test_a_submission_begins_with_all_of_its_seconds():
    budget = Budget(60)
    assert budget.seconds == budget.total == 60


@pytest.mark.parametrize(("tasks", "seconds"), [(0, 40), (1, 60), (5, 140)])
def test_every_task_and_the_file_add_to_the_time_of_a_submission(tasks, seconds):
    assert total_seconds(20, tasks) == seconds


@pytest.mark.parametrize("tasks", [1, 3, 5])
def test_a_task_that_uses_all_of_its_time_leaves_every_other_task_a_timeout(tasks):
    assert total_seconds(20, tasks) - task_seconds(20) == 20 * (tasks - 1)
