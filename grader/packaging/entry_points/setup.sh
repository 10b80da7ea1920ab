#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image. Installs the grader into its own environment.
set -euo pipefail
root=${AUTOGRADER_ROOT:-/autograder}
environment=${DL_GRADER_ENVIRONMENT:-$root/grader} # the image of this project has one

find_python() {
    for minor in 13 12 11 10; do
        if "python3.$minor" -c "import ensurepip, venv" 2>/dev/null; then
            command -v "python3.$minor"
            return
        fi
    done
    return 1
}

if ! python=$(find_python); then
    apt-get update -qq
    apt-get install -y -qq python3 python3-venv
    python=$(find_python) || {
        echo "setup.sh: expected Python 3.10 to 3.13, found $(python3 --version)" >&2
        exit 1
    }
fi

# Learner code runs as another user than this script, and must not read the key.
[[ ! -f $root/source/course.key ]] || chmod 600 "$root/source/course.key"

cd / # not a folder whose files Python could import
[[ -x $environment/bin/python ]] || "$python" -I -m venv "$environment"
pip=("$environment/bin/python" -I -m pip install --quiet --no-cache-dir)
wheel=("$root"/source/dl_grader-*.whl)
"${pip[@]}" --constraint "$root/source/constraints.txt" "${wheel[0]}"
# An image may have a grader of the same version number, which pip then keeps.
"${pip[@]}" --no-deps --force-reinstall "${wheel[0]}"
