# SPDX-License-Identifier: MIT
# folio.gdb - what every debug session starts with.

set pagination off
set confirm off
set disassembly-flavor intel
set print pretty on
set print symbol on
set history save off
