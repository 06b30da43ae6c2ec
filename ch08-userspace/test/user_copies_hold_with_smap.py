# SPDX-License-Identifier: MIT
"""The door to user memory on a CPU with SMAP, which QEMU's usual one lacks: it
opens for the copy, and is shut behind it."""

# Red when process/user_copy.c has
#     return is_done ? 0 : -EFAULT;
# instead of
#     protection_close_user();
#         return is_done ? 0 : -EFAULT;

import pytest


@pytest.mark.parametrize('test', ['user_copies_agree_with_a_model',
                                  'a_page_may_vanish_under_a_copy'])
def test_with_smap(chapter, boot, test):
    machine = boot(chapter.test_iso, f'test={test}', cpu='max')
    machine.wait_for('1 passed, 0 failed', timeout=60)
