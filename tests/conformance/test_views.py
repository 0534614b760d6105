"""Modals, option lists, shortcuts, the Home tab and rotating tokens: both SDKs against the twin."""

import unittest

import cases
import view_cases
from test_bolt_js import BoltForJavaScript
from test_python_sdk import SlackSdkForPython

PYTHON, BOLT = SlackSdkForPython.command, BoltForJavaScript.command
del SlackSdkForPython, BoltForJavaScript  # their own cases are not run again here


class Views(view_cases.Modals, view_cases.Options, view_cases.Shortcuts, view_cases.Home,
            view_cases.TokenRotation):
    pass


class ViewsInPython(Views, cases.Stage):
    command = PYTHON


class ViewsInBolt(Views, cases.Stage):
    command = BOLT


if __name__ == "__main__":
    unittest.main()
