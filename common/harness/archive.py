# SPDX-License-Identifier: MIT
"""Images whose archive of files a test has made itself."""

import subprocess

from .iso import config


def make_archive(chapter, folder, files):
    """An archive of these files: their paths, and their bytes."""
    tree, archive = folder / 'tree', folder / 'root.tar'
    tree.mkdir()
    for path, content in files.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_bytes(content)
    subprocess.run([chapter.common / 'tools' / 'mkarchive', archive, tree],
                   check=True)
    return archive.read_bytes()


def image_of(chapter, folder, archive):
    """An image of the chapter's kernel with these bytes as its archive, or, for
    None, with an archive that GRUB does not find."""
    image, grub_cfg, file = (folder / name for name in (
        'made.iso', 'grub.cfg', 'root.tar'))
    if archive is not None:
        file.write_bytes(archive)
    grub_cfg.write_text(config(chapter.iso))
    subprocess.run([chapter.common / 'tools' / 'mkiso', '--bios', image,
                    grub_cfg, chapter.build / 'kernel.elf',
                    *([] if archive is None else [file])],
                   check=True, capture_output=True)
    return image


def make_image(chapter, folder, files):
    return image_of(chapter, folder, make_archive(chapter, folder, files))
