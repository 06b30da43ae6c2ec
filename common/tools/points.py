# SPDX-License-Identifier: MIT
"""What a grading gives points for: the table `points`, and the sums."""

import re
from collections import namedtuple
from pathlib import Path

TABLE = Path(__file__).with_name('points')
BUILDS, STYLE = 'builds', 'style'  # rubrics that no test belongs to

# A line of the result: a test, or a part of the build. status is "passed",
# "failed" or "skipped"; score and most are filled in by Points.score().
Row = namedtuple('Row', 'name rubric status output seconds is_hidden score most',
                 defaults=('', 0.0, False, 0.0, 0.0))


class PointsError(Exception):
    """The table does not say what it should."""


class Points:
    """The table, read."""

    def __init__(self, path=TABLE):
        self.path = path
        self.rubrics, self.patterns = {}, []   # in the order of the table
        self.weights, self.limits = [], {}
        for number, line in enumerate(read(path), 1):
            words = re.sub(r'(^|\s)#.*', '', line).split()
            try:
                if words:
                    self.take(*words)
            except (TypeError, ValueError, KeyError, re.error) as error:
                raise PointsError(f'{path}:{number}: {line.strip()!r} is none '
                                  f'of its three forms ({error})') from None
        if not self.rubrics:
            raise PointsError(f'{path}: it has no rubric')
        if path != TABLE:  # a limit that it does not name
            self.limits = {**Points().limits, **self.limits}

    def take(self, kind, name, number, *patterns):
        if kind == 'rubric':
            self.rubrics[name] = float(number)
            self.patterns += [(re.compile(pattern), name)
                              for pattern in patterns]
        elif kind == 'weight' and not patterns:
            self.weights.append((re.compile(name), float(number)))
        elif kind == 'limit' and not patterns:
            self.limits[name] = float(number)
        else:
            raise KeyError(kind)

    def rubric_of(self, path):
        """The rubric of a test; None if it earns nothing."""
        return next((name for pattern, name in self.patterns
                     if pattern.search(path)), None)

    def weight_of(self, path):
        return next((weight for pattern, weight in self.weights
                     if pattern.search(path)), 1.0)

    def score(self, rows):
        """The rows with their points. What was skipped could not be tried on
        this computer and does not count. All that counts makes 100."""
        counted = [row for row in rows if row.status != 'skipped'
                   and row.rubric in self.rubrics]
        weights = {}
        for row in counted:
            weights[row.rubric] = (weights.get(row.rubric, 0)
                                   + self.weight_of(row.name))
        there = sum(self.rubrics[name] for name in weights
                    if weights[name] > 0)
        scored = []
        for row in rows:
            most = 0.0
            if row in counted and weights[row.rubric] > 0 and there > 0:
                most = (100 / there * self.rubrics[row.rubric]
                        * self.weight_of(row.name) / weights[row.rubric])
            scored.append(row._replace(
                most=most, score=most if row.status == 'passed' else 0.0))
        return scored


def read(path):
    try:
        return Path(path).read_text(encoding='utf-8').splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PointsError(f'{path}: {error}') from None
