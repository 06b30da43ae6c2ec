# SPDX-License-Identifier: MIT
"""screen, drawing, glance, exercise: what pages show beside code."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

from docutils import nodes
from docutils.parsers.rst import directives
from folio import FolioDirective, Trouble

SVG = '{http://www.w3.org/2000/svg}'
TITLE = re.compile(r'# (\S.*) \((easy|medium|hard)\)')
VARIABLE = re.compile(r'var\(--[\w-]+,\s*([^()]+)\)')


class Screen(FolioDirective):
    """```{screen} ch03/run``` with :alt:"""

    has_content = True
    option_spec = {'alt': directives.unchanged}

    def build(self):
        name = self.arguments[0]
        path = f'book/pictures/{name}'
        alternative = self.options.get('alt', '').strip()
        if not alternative:
            raise Trouble(f'{name} has no :alt:, which says in words what is '
                          'to be seen')
        self.read(f'{path}.txt')
        if not (self.root / f'{path}.png').is_file():
            raise Trouble(f'there is no {path}.png: make it with '
                          f'book/tools/pictures {name}')
        image = nodes.image(uri=f'/pictures/{name}.png', alt=alternative)
        return [self.figure(image, 'screen')]

    def figure(self, picture, *classes):
        """A picture with our content as its caption."""
        figure = nodes.figure('', picture, classes=list(classes))
        self.set_source_info(figure)
        text = '\n'.join(self.content).strip()
        if text:
            parts = self.parsed(text, self.env.docname)
            inline = parts[0].children if isinstance(
                parts[0], nodes.paragraph) else []
            if len(parts) != 1 or not inline:
                raise Trouble('its caption must be one paragraph')
            figure += nodes.caption('', '', *inline)
        return figure


class Drawing(Screen):
    """```{drawing} ch02/boot-handover```"""

    option_spec = {}

    def build(self):
        path = f'book/figures/{self.arguments[0]}.svg'
        text = self.read(path)
        try:
            root = ElementTree.fromstring(text)
        except ElementTree.ParseError as error:
            raise Trouble(f'{path} is no SVG: {error}') from None
        words = {}
        for tag in ('title', 'desc'):
            found = root.find(SVG + tag)
            words[tag] = ' '.join((getattr(found, 'text', '') or '').split())
            if not words[tag]:
                raise Trouble(f'{path} has no <{tag}>, which those need who '
                              'cannot see it')
        if self.env.app.builder.name in ('html', 'dirhtml', 'singlehtml'):
            picture = nodes.raw('', inlined(text, self.arguments[0]),
                                format='html')
        else:
            picture = nodes.image(uri=self.resolved(text),
                                  alt=f"{words['title']}. {words['desc']}")
        return [self.figure(picture, 'drawing')]

    def resolved(self, text):
        """A copy for readers that know no CSS variables, as a path that Sphinx
        understands: from the book's folder."""
        folder = Path(self.env.app.outdir).parent / 'drawings'
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / (self.arguments[0].replace('/', '-') + '.svg')
        path.write_text(VARIABLE.sub(r'\1', text), encoding='utf-8')
        if self.env.app.builder.format == 'latex':
            if not shutil.which('rsvg-convert'):
                raise Trouble('rsvg-convert is missing (Debian: librsvg2-bin)')
            subprocess.run(['rsvg-convert', '-f', 'pdf', '-o',
                            path.with_suffix('.pdf'), path], check=True)
            path = path.with_suffix('.pdf')
        return '/' + os.path.relpath(path, self.env.srcdir)


def inlined(text, name):
    """An SVG as part of a page: named, and with ids that no other one has."""
    text = re.sub(r'<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE.*?>', '', text,
                  flags=re.DOTALL).strip()
    prefix = 'drawing-' + nodes.make_id(name)
    for old in re.findall(r'\sid="([^"]+)"', text):
        new = f'{prefix}-{old}'
        text = text.replace(f'id="{old}"', f'id="{new}"')
        text = text.replace(f'#{old})', f'#{new})')
        text = text.replace(f'"#{old}"', f'"#{new}"')
    for tag in ('title', 'desc'):
        text = re.sub(rf'<{tag}(?=[\s>])[^>]*>',
                      f'<{tag} id="{prefix}-{tag}">', text, count=1)
    return re.sub(r'<svg\b', f'<svg role="img" aria-labelledby="{prefix}-title"'
                  f' aria-describedby="{prefix}-desc"', text, count=1)


class Glance(FolioDirective):
    """```{glance}```: the box at a chapter's top."""

    required_arguments = 0
    has_content = True

    def build(self):
        box = nodes.admonition('', classes=['glance'])
        box += nodes.title('', 'At a glance')
        box += self.parsed('\n'.join(self.content), self.env.docname)
        self.set_source_info(box)
        return [box]


class Exercise(FolioDirective):
    """```{exercise} ch02/NAME```"""

    def build(self):
        name = self.arguments[0]
        folder = f'book/exercises/{name}'
        first, _, text = self.read(f'{folder}/README.md').partition('\n')
        title = TITLE.fullmatch(first.strip())
        if not title:
            raise Trouble(f'{folder}/README.md does not begin with '
                          '`# TITLE (easy)`, or medium, or hard')
        if not text.lstrip().startswith('*Time:* '):
            raise Trouble(f'{folder}/README.md does not say below its title '
                          'how long it takes: `*Time:* an hour.`')
        if not (self.root / folder / 'solution.patch').is_file():
            raise Trouble(f'there is no {folder}/solution.patch')
        anchor = nodes.make_id(f'exercise-{name}')
        box = nodes.admonition('', classes=['exercise', title[2]], ids=[anchor])
        box += nodes.title('', '', *self.inline(title[1]),
                           nodes.Text(f' ({title[2]})'))
        box += self.parsed(text.strip(), f'{folder}/README.md')
        box += self.code(f'$ book/tools/exercise {name}\n', 'folio-shell',
                         [nodes.Text('It is solved when this says so:')])
        self.set_source_info(box)
        return [box]

    def inline(self, text):
        return self.parsed(text, self.env.docname)[0].children


def setup(app):
    for directive in (Screen, Drawing, Glance, Exercise):
        app.add_directive(directive.__name__.lower(), directive)
