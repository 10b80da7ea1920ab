"""The texts of `--help`. They are no docstrings, which PYTHONOPTIMIZE=2 removes."""

from __future__ import annotations

GRADE = """Grade submissions: report what is right, what is wrong and what to try next.

PATH is an exercise file (.py or .ipynb), a folder of them (one learner), a folder of such folders
(one learner each), or a download from a course system. A .zip file counts as a folder. Files of
other names are recognised by what they define.

\b
Examples:
  grade exercises/                  everything, with one hint for each mistake
  grade exercises/ --only TASK      the task of this name
  grade class/ --json grades.json   a whole class, with its grades in a file

\b
Exit code:
  0 everything passed                 1 something to fix
  2 wrong usage or nothing to grade   3 internal error
  4 the results cannot be written     130 interrupted with Ctrl-C
"""

DOCTOR = """Show which protections against learner code work on this machine.

Tests each of them in a process that is confined like a learner's process.
"""

PROVE = """Prove that a course grades correctly.

Every untouched stub must be "not attempted", every solution must earn all points, and every
known answer must get the grade that is recorded with it.
"""

KEY = """Make a random key for --key, in a new file that only you can read.

Without a key, a learner who has the grader can compute the inputs on which a file will be graded.
With a key, only those who have it can. Keep the file: the same key and the same submission
give the same inputs.
"""

PACKAGE = """Make what you upload to a service that grades each submission.

It contains the grader and the course, but no solutions and no known answers. TARGET must not exist.

\b
Examples:
  grade package gradescope              autograder.zip, to upload as the autograder
  grade package gradescope --key FILE   the same, with your key in it
  grade package classroom50             the folder classroom50-bundle
  grade package gradescope --course my-course my-course.zip
"""

REGRADE = """Judge a gradebook under the checks of today, and list whose grade moved.

What learner code did is judged from the gradebook, so nothing is run, and no key is needed. A task
is run again only if the course asks a new question about it, and the output names it. Grades count
overrides, points of tasks and lateness. What ends as an internal error keeps its verdict, and the
exit code is then 3.

\b
Examples:
  grade regrade class.db --dry-run      whose grade would move
  grade regrade class.db                change the grades
"""

RETRY = """Run again what ended as an internal error.

Files that could not be read are named: grade them again with --gradebook. If something ends as an
internal error again, the exit code is 3.
"""

FORGET = """Remove LEARNER from a gradebook, with everything that nobody else has handed in.

LEARNER is a name as reports show it, or a number in the course system. What is removed is
overwritten in the file. Backups and reports are not changed.
"""

START = """Lay out the exercises in FOLDER, with a README on how to open them.

FOLDER is "exercises" unless you name another. It is made if it does not exist. A file that is there
already is never changed, so this also brings back an exercise that you deleted.

\b
Examples:
  grade start                   scripts, in the folder exercises
  grade start --notebooks       notebooks for Jupyter, VS Code or Colab
  grade start my-work           in another folder
"""

LIST = """Show your progress: every exercise, its file and its tasks, and what comes next.

FOLDER is where your exercises are: the working folder or "exercises", unless you name another.
Nothing is run. Each task is shown as it was when `grade` last checked it; the progress is kept on
this computer, outside of your folder.

\b
Examples:
  grade list                 the exercises here
  grade list my-work         those in another folder
"""

HINTS = """Show the hints on TASK, stage by stage. Without TASK, list the tasks.

The stages are a question, the idea, and the shape of the answer. Once TASK has passed, all of them
are shown. Nothing is run.
FOLDER is where your exercises are: the working folder or "exercises", unless you name another.

\b
Examples:
  grade hints                   all tasks, and how many hints there are
  grade hints relu              the first stage
  grade hints relu --stage 2    one more
"""

RESET = """Restore TASK as it was handed out, to begin it anew.

Works in scripts and notebooks. The rest of the file stays as it is. The file as it was before is
kept beside it, with .bak at the end of its name. TASK may also be the name of an exercise, to
restore its whole file.
FOLDER is where your exercises are: the working folder or "exercises", unless you name another.

\b
Examples:
  grade reset relu           the task of this name
  grade reset EXERCISE       a whole file; its name without .py or .ipynb
"""

SOLUTION = """Show a right answer to TASK, once yours has passed.

Yours may be written differently and be just as right. With --give-up, the answer is shown in any
case.
FOLDER is where your exercises are: the working folder or "exercises", unless you name another.

\b
Examples:
  grade solution relu              after `grade` has said that relu passed
  grade solution relu --give-up    without having solved it
"""

WATCH = """Grade exercises as they are saved, and show the one thing to do next.

FOLDER is where your exercises are, or one file in it: the working folder or "exercises", unless
you name another. Only the tasks that a save has changed are run again. On a terminal, keys work
without Enter: h shows a hint, n the next one, l lists all tasks, e opens the line in your editor
($VISUAL or $EDITOR), s shows the solution once a task has passed, q quits.

\b
Examples:
  grade watch                   the folder exercises
  grade watch my-work           another folder
  grade watch --json            one JSON object a line for each verdict, for editors and scripts
"""

SHOW = """Show one learner in full, from a gradebook. Nothing is run.

LEARNER is the name, a part of it that nobody else has, or the number in the course system.
Points are those after overrides and lateness; what changed them is said below the exercise.

\b
Examples:
  grade show class.db ada                      everything about ada
  grade show class.db ada --hints 3            with all hints
  grade show class.db ada --late-policy none   as if nothing were late
"""

SUMMARY = """Show a class at a glance, from a gradebook. Nothing is run.

How the points are distributed, which checks most learners fail, which mistakes are common, and who
needs help first.

\b
Examples:
  grade summary class.db
  grade summary class.db --most 20     longer lists
  grade summary class.db --anonymous   to show to the class
"""

REPORT = """Write reports from a gradebook, in any format. Nothing is run.

Points are those after overrides, late policy and regrading. Without FORMAT, the report is printed.
--due, --late-policy and --points count for these reports only; grade policy keeps them.

\b
Examples:
  grade report class.db                                 print it
  grade report class.db csv                             grades.csv
  grade report class.db csv=final.csv markdown=feedback
  grade report class.db canvas=import.csv --template gradebook.csv
  grade report class.db json=- --anonymous              for a study

The formats are those of --report, see grade --help.
"""

OVERRIDE = """Give LEARNER these POINTS for TASK, whatever the checks say.

The override is kept when the class is graded or regraded again, and every report tells it with the
reason. If you change the points of the task later, the learner keeps the same share. Lateness is
taken off afterwards.

\b
Examples:
  grade override class.db ada relu 2 --reason "Right, and written for lists."
  grade override class.db ada relu 2 --reason "…" --dry-run     what would change
  grade override class.db ada relu --remove                     the checks decide again
"""

POLICY = """Show or change due dates, the late policy, extensions, and the points of tasks.

Without options, what is set is shown. All grades follow at once, without running anything, and
those that moved are listed. Points are whole: half a point is rounded up. Lateness counts from the
due date to the time at which an exercise was handed in. An exercise whose time is not known is
never late.

\b
Examples:
  grade policy class.db --due 2026-12-01 --late-policy "10%/day, grace 15min, cap 50%"
  grade policy class.db --due NAME=2026-12-08T18:00     another date for one exercise
  grade policy class.db --extension ada=2               two days more for ada
  grade policy class.db --roster people.csv             columns name, extension, submitted
  grade policy class.db --points relu=10 --dry-run      what would change
  grade policy class.db --late-policy none              lateness costs nothing
"""
