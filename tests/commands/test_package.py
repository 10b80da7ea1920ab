"""`grade package` writes a bundle whole, or says in one line why not."""

import zipfile

import pytest

from tests.command import one_line, run_grade


def test_the_bundle_is_written_and_what_to_do_with_it_is_said(tmp_path):
    done = run_grade("package", "gradescope", tmp_path / "mine.zip")
    assert done.returncode == 0, done.stderr
    assert "Upload it to Gradescope" in done.stdout
    assert "run_autograder" in zipfile.ZipFile(tmp_path / "mine.zip").namelist()


def test_without_a_target_the_default_name_is_used_in_the_working_folder(tmp_path):
    done = run_grade("package", "classroom50", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "classroom50-bundle" / "autograder.py").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["classroom50-bundle"]


@pytest.mark.parametrize("service", ["gradescope", "classroom50"])
def test_a_target_that_exists_is_left_as_it_is(tmp_path, service):
    target = tmp_path / "there"
    target.write_text("mine")
    done = run_grade("package", service, target)
    assert done.returncode == 2
    assert "exists already" in one_line(done)
    assert target.read_text() == "mine"


def test_a_folder_that_does_not_exist_is_one_line_and_leaves_nothing(tmp_path):
    done = run_grade("package", "gradescope", tmp_path / "nowhere" / "mine.zip")
    assert done.returncode == 2
    assert "cannot be written" in one_line(done)


def test_an_unknown_service_is_refused_with_the_known_ones(tmp_path):
    done = run_grade("package", "moodle", cwd=tmp_path)
    assert done.returncode == 2
    assert "'gradescope', 'classroom50'" in one_line(done)


def test_the_autograder_of_gradescope_has_the_key_and_only_its_owner_may_read_it(tmp_path):
    (tmp_path / "key").write_text("0123456789abcdef\n")
    done = run_grade("package", "gradescope", tmp_path / "mine.zip", "--key", tmp_path / "key")
    assert done.returncode == 0, done.stderr
    assert zipfile.ZipFile(tmp_path / "mine.zip").read("course.key") == b"0123456789abcdef"
    assert (tmp_path / "mine.zip").stat().st_mode & 0o777 == 0o600
    assert "It contains your key" in done.stdout
    assert "0123456789abcdef" not in done.stdout + done.stderr


def test_the_public_files_of_classroom50_get_no_key(tmp_path):
    (tmp_path / "key").write_text("0123456789abcdef\n")
    done = run_grade("package", "classroom50", tmp_path / "mine", "--key", tmp_path / "key")
    assert done.returncode == 2
    assert "public" in one_line(done)
    assert not (tmp_path / "mine").exists()
