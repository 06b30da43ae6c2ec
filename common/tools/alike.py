# SPDX-License-Identifier: MIT
"""Which submissions are alike, beyond what all were given?

Each submission is the set of its k-grams: of all runs of K tokens in its files,
in which every name is the same token, every number and every text. Comments and
layout do not count, nor do new names. K-grams that the handout has as well are
left out, and so are those that more than half of a class of six or more has,
except in the comparison with the chapter that is public.
Two submissions are as alike as the smaller set is part of the other. This is the
measure of MOSS (Schleimer, Wilkerson, Aiken: "Winnowing", SIGMOD 2003), without
the winnowing, which a class does not need.

A high number is a reason to read both, and no more.
"""

import collections
import itertools
import re

from submission import without_comments

K = 12
LEAST = 40  # k-grams; what has fewer is too short to say anything
# A text has an end to its length, so that the search takes linear time.
TOKEN = re.compile(r'''(?P<comment>//[^\n]*)
                       |(?P<text>"(?:\\.|[^"\\\n]){0,500}"
                                |'(?:\\.|[^'\\\n]){0,500}')
                       |(?P<number>\d\w*)|(?P<name>[A-Za-z_]\w*)|(?P<other>\S)
                   ''', re.VERBOSE)
ASM_COMMENT = re.compile(r';[^\n]*')
KEPT = set('if else for while do switch case return break continue goto struct '
           'union enum sizeof static const volatile void asm'.split())


def tokens(path, source):
    if path.endswith('.asm'):
        source = ASM_COMMENT.sub('', source)
    else:
        source = without_comments(source)
    for found in TOKEN.finditer(source):
        if found.lastgroup == 'name' and path.endswith('.asm'):
            yield found[0]  # an instruction says more than its shape
        elif found.lastgroup == 'name':
            yield found[0] if found[0] in KEPT else 'name'
        elif found.lastgroup in ('text', 'number'):
            yield found.lastgroup
        elif found.lastgroup == 'other':
            yield found[0]


def k_grams(files):
    """The set of k-grams of {path: content}; of each its hash, to save memory.
    """
    found = set()
    for path, content in files.items():
        all_tokens = list(tokens(path, content.decode('utf-8', 'replace')))
        found.update(hash(tuple(all_tokens[at:at + K]))
                     for at in range(len(all_tokens) - K + 1))
    return found


def pairs(submissions, given, least, public=None):
    """(how alike, name, name), the most alike first. `given` and `public` hold
    {path: content}, `submissions` that by their names; `public` is a name and
    such files, which each submission is compared with as well."""
    known = k_grams(given)
    all_sets = {name: k_grams(files) - known
                for name, files in submissions.items()}
    sets = all_sets
    if len(sets) >= 6:
        counts = collections.Counter(gram for grams in sets.values()
                                     for gram in grams)
        usual = {gram for gram, count in counts.items()
                 if count > len(sets) / 2}
        sets = {name: grams - usual for name, grams in sets.items()}
    found = [(how_alike(sets[one], sets[other]), one, other)
             for one, other in itertools.combinations(sorted(sets), 2)]
    if public:
        grams = k_grams(public[1]) - known
        found += [(how_alike(grams, own), public[0], name)
                  for name, own in all_sets.items()]
    return sorted([pair for pair in found if pair[0] >= least], reverse=True)


def how_alike(one, other):
    """Which part of the smaller set is in the other too."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= LEAST else 0
