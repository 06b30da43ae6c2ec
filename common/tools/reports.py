# SPDX-License-Identifier: MIT
"""How a grading is told: a table, Gradescope's results.json, JUnit's XML."""

import json
import os
import re
from pathlib import PurePosixPath
from xml.etree import ElementTree

from points import BUILDS

# XML 1.0 has no other control characters.
NOT_XML = re.compile('[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')
PRINTED = re.compile(r'[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]')
OUTPUT = 4000  # characters that are kept of a test's


def first_line(text):
    return next((line.strip() for line in text.splitlines() if line.strip()),
                '')


def printable(text):
    """What a kernel printed must not steer the teacher's terminal."""
    return PRINTED.sub('?', text.expandtabs())


def total(rows):
    return round(sum(row.score for row in rows), 2)


def full(rows):
    return round(sum(row.most for row in rows), 2)


def by_rubric(rows, points):
    return {name: total([row for row in rows if row.rubric == name])
            for name in points.rubrics}


# --- the table ---

def table(title, remarks, rows, points, hides=False):
    """The text of a grading: remarks, the points of each rubric, and why some
    of them are missing. It may hide what hidden tests are called and say."""
    lines = [title] + [f'  {remark}' for remark in remarks] + ['']
    for name in points.rubrics:
        own = [row for row in rows if row.rubric == name]
        counted = [row for row in own if row.status != 'skipped']
        passed = [row for row in counted if row.status == 'passed']
        note = f'{len(passed)} of {len(counted)}'
        if len(own) > len(counted):
            note += f', {len(own) - len(counted)} could not be tried here'
        if own:
            lines.append(f'  {name:<12}{total(own):>7.2f} of {full(own):>6.2f}'
                         f'   {note}')
    lines.append(f'  {"total":<12}{total(rows):>7.2f} of {full(rows):>6.2f}')
    lost = {}
    for row in rows:
        if row.status == 'failed':
            is_hidden = hides and row.is_hidden
            said = public_output(row, rows) if hides else row.output
            why = '' if is_hidden else first_line(said)[:160]
            name = 'a hidden test' if is_hidden else row.name
            lost.setdefault(why, []).append(
                f'  {name} ({row.rubric}, {row.most:.2f})')
    if lost:
        lines += ['', 'What is missing:']
    for why, names in lost.items():
        lines += names + ([f'      {why}'] if why else [])
    return printable('\n'.join(lines)) + '\n'


# --- Gradescope ---

def public_output(row, rows):
    """What a row says, without the lines that name a hidden test. A build may
    show a line of such a test as well."""
    hidden = [other for other in rows if other.is_hidden]
    if row.is_hidden or not hidden:
        return row.output
    names = re.compile('|'.join(re.escape(PurePosixPath(other.name).stem)
                                for other in hidden))
    lines = row.output.splitlines(keepends=True)
    if row.rubric == BUILDS:
        return names.sub('a hidden test', ''.join(lines[:1]))
    return ''.join(line for line in lines if not names.search(line))


def gradescope(said, rows, seconds, extra):
    """The object that Gradescope reads from results.json. Hidden tests are
    shown after the grades are published."""
    tests = [{'name': row.name, 'number': str(number),
              'score': round(row.score, 4), 'max_score': round(row.most, 4),
              'status': 'passed' if row.status == 'passed' else 'failed',
              'output': printable(public_output(row, rows)[:OUTPUT])
              or row.status,
              'output_format': 'text', 'tags': [row.rubric],
              'visibility': 'after_published' if row.is_hidden else 'visible'}
             for number, row in enumerate(rows, 1)
             if row.status != 'skipped']
    return {'score': total(rows), 'execution_time': round(seconds),
            'output': said, 'output_format': 'text', 'visibility': 'visible',
            'stdout_visibility': 'hidden', 'tests': tests, 'extra_data': extra}


# --- JUnit ---

def junit(name, rows, seconds):
    count = {kind: str(sum(row.status == kind for row in rows))
             for kind in ('failed', 'skipped')}
    top = ElementTree.Element('testsuites')
    suite = ElementTree.SubElement(
        top, 'testsuite', name=name, tests=str(len(rows)), errors='0',
        failures=count['failed'], skipped=count['skipped'],
        time=f'{seconds:.2f}')
    for row in rows:
        case = ElementTree.SubElement(
            suite, 'testcase', classname=f'{name}.{row.rubric}', name=row.name,
            time=f'{row.seconds:.2f}')
        if row.status != 'passed':
            kind = 'failure' if row.status == 'failed' else 'skipped'
            told = ElementTree.SubElement(
                case, kind, message=NOT_XML.sub('?', first_line(row.output)))
            told.text = NOT_XML.sub('?', row.output[:OUTPUT])
    ElementTree.indent(top)
    return ElementTree.tostring(top, encoding='unicode',
                                xml_declaration=True) + '\n'


def write(folder, said, public, rows, seconds, name, extra):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / 'table.txt').write_text(said, encoding='utf-8')
    (folder / 'junit.xml').write_text(junit(name, rows, seconds),
                                      encoding='utf-8')
    made = gradescope(public, rows, seconds, extra)
    # Last, and in one piece: with it the grading is finished.
    new = folder / f'results.json.{os.getpid()}'
    new.write_text(json.dumps(made, indent=2) + '\n', encoding='utf-8')
    new.replace(folder / 'results.json')
