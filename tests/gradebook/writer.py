"""Keeps many results, and prints how many are kept: a process for tests to kill."""

import sys
import time

from grader.gradebook.keeping import Keeper
from grader.gradebook.opening import open_database
from tests.gradebook.mine import COURSE, condition, graded, submitted

file, total = sys.argv[1], int(sys.argv[2])
several = [submitted(f"learner {number}", f"# {number}") for number in range(total)]
with Keeper(open_database(file, create=True), COURSE, condition()) as keeper:
    known = dict(keeper.known(several))
    for number, one in enumerate(several):
        if number not in known:
            keeper.keep(graded(one))
            sys.stdout.write(f"{max(keeper.kept, len(known))}\n")
            sys.stdout.flush()
            time.sleep(0.0005)
