"""How course systems arrange the files of a class: one module for each layout.

A layout is a module of this folder with the functions of `layout.Layout`. It is entered here, and
nowhere else. This module imports nothing, since `grade --help` lists the layouts.
"""

LAYOUTS = {
    "gradescope": "an export of submissions, with submission_metadata.yml",
    "nbgrader": "submitted/LEARNER/ASSIGNMENT/",
    "moodle": "folders or files named NAME_NUMBER_assignsubmission_file",
    "blackboard": "files named ASSIGNMENT_USER_attempt_DATE_FILE",
    "canvas": "files named NAME_NUMBER_NUMBER_FILE",
    "google-classroom": "files named NAME - FILE",
    "folders": "a folder or .zip file for each learner, with exercises at any depth",
    "learner": "each PATH is one learner's, with exercises at any depth",
}
"""The names of the layouts, and what tells each of them. The first that fits is used."""
