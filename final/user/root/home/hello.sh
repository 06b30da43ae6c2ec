# SPDX-License-Identifier: MIT
#
# A script: the shell reads it line by line.
#
#     sh /home/hello.sh

name=Folio
echo "Hello from $name."
echo "The words with an x or a z:"
grep x /etc/words
grep z /etc/words
wc -l /etc/words && echo "lines of words in all"
