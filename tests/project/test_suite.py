"""The suite's own rules: no skips in CI, warnings are errors, random order, no mocks."""

import warnings
from types import SimpleNamespace

import pytest

from tests import conftest
from tests.project.source import imports, python_files, short


def passed_through(hook, report):
    """The report that the hook makes of *report*."""
    steps = hook(None) if hook is conftest.pytest_make_collect_report else hook(None, None)
    next(steps)
    with pytest.raises(StopIteration) as end:
        steps.send(report)
    return end.value.value


HOOKS = [conftest.pytest_runtest_makereport, conftest.pytest_make_collect_report]


@pytest.mark.parametrize("hook", HOOKS)
def test_skip_under_ci_is_a_failure(hook, monkeypatch):
    monkeypatch.setenv("CI", "true")
    skipped = SimpleNamespace(skipped=True, outcome="skipped", longrepr=("test_x.py", 1, "Skipped: no browser"))

    report = passed_through(hook, skipped)

    assert (report.outcome, report.longrepr) == ("failed", "skipped under CI: Skipped: no browser")


@pytest.mark.parametrize("hook", HOOKS)
def test_skip_elsewhere_is_a_skip(hook, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    skipped = SimpleNamespace(skipped=True, outcome="skipped", longrepr=("test_x.py", 1, "Skipped: no browser"))

    assert passed_through(hook, skipped).outcome == "skipped"


def test_warning_is_an_error():
    with pytest.raises(UserWarning):
        warnings.warn("something is going out of use", stacklevel=1)


def test_order_is_random_unless_asked_otherwise(request):
    switched_off = "no:randomly" in request.config.invocation_params.args

    assert request.config.pluginmanager.hasplugin("randomly") is not switched_off


@pytest.mark.parametrize("file", python_files("tests"), ids=short)
def test_file_mocks_nothing(file):
    assert [name for name in imports(file) if name.startswith(("unittest.mock", "mock."))] == []
