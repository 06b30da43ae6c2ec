# SPDX-License-Identifier: MIT
"""What the pages say and show, as their Markdown has it."""

import re

from . import BOOK

FENCE = re.compile(r'^( *)(`{3,}|:{3,})\{([\w-]+)\} *(.*?) *$', re.MULTILINE)
HEADING = re.compile(r'^## +(.*?) *$', re.MULTILINE)
LINK = re.compile(r'\[[^]]*\]\(([^)\s]+)\)')
PARTS = ('The problem', 'The idea', 'What changes', 'The code', 'Run it',
         'Watch it in GDB', 'Break it', 'What real kernels do', 'Exercises',
         'Take away')


def pages():
    """The path of each page."""
    return sorted(path for path in BOOK.glob('*.md')
                  if path.name != 'README.md')


def chapter_pages():
    return [path for path in pages()
            if re.fullmatch(r'(ch\d\d-[a-z0-9-]+|final)', path.stem)
            and not path.stem.endswith(('-diff', '-build'))]


def shown(directive):
    """What a directive is asked to show: {argument: page's name}."""
    return {argument: path.name for path in pages()
            for _, _, name, argument in FENCE.findall(
                path.read_text(encoding='utf-8')) if name == directive}


def faults(text, name, has_track=False):
    """What is wrong with the order of a chapter's twelve parts. has_track:
    there is a page for readers who write the chapter themselves."""
    plain = without_blocks(text)
    found = HEADING.findall(plain)
    wrong = []
    for part in PARTS:
        if found.count(part) != 1:
            wrong.append(f'`## {part}` stands {found.count(part)} times in it')
    wrong += [f'`## {heading}` is none of the twelve parts'
              for heading in found if heading not in PARTS]
    if not wrong and found != list(PARTS):
        wrong.append('its parts are in another order: ' + ', '.join(found))
    number = int(name[2:4]) if name.startswith('ch') else None
    if number and not re.match(rf'# {number} \S.*: \S', text):
        wrong.append(f'its title is not `# {number} SUBJECT: THE ONE IDEA`')
    first = HEADING.search(text)
    if '{glance}' not in text[:first.start() if first else None]:
        wrong.append('there is no {glance} box before the first heading')
    paragraphs = [part for part in plain.rstrip().split('\n\n') if part.strip()]
    links = LINK.findall(paragraphs[-1]) if paragraphs else []
    if f'{name}-diff.md' not in links:
        wrong.append(f'its last paragraph has no link to {name}-diff.md')
    changes = plain.partition('## What changes\n')[2].partition('\n## ')[0]
    if has_track and f'{name}-build.md' not in LINK.findall(changes):
        wrong.append(f'"What changes" has no link to {name}-build.md')
    return wrong


def without_blocks(text):
    """A page without what stands in fences, where a # is no heading."""
    kept, fence = [], None
    for line in text.split('\n'):
        found = re.match(r' *(`{3,}|:{3,})', line)
        if fence is None and found:
            fence = found[1]
        elif fence is None:
            kept.append(line)
        elif found and line.strip() == found[1] and len(found[1]) >= len(
                fence) and found[1][0] == fence[0]:
            fence = None
    return '\n'.join(kept)
