#!/usr/bin/env python3
"""Reads from a release binary whether it was built with what docs/reliability.md promises: hardening.py FILE [CONFIG]

Exit 0 all there, 1 something is missing, 77 not a release build (or no ELF of 64 bits).
"""

import pathlib
import struct
import sys

SKIPPED = 77
X86_64 = 62
ET_DYN = 3
PT_DYNAMIC, PT_GNU_STACK, PT_GNU_RELRO = 2, 0x6474E551, 0x6474E552
DT_FLAGS, DT_FLAGS_1 = 30, 0x6FFFFFFB
DF_BIND_NOW, DF_1_NOW, DF_1_PIE = 0x8, 0x1, 0x8000000
ENDBR64 = b"\xf3\x0f\x1e\xfa"


class Elf:
    """The parts of a little-endian ELF file of 64 bits that matter here."""

    def __init__(self, data):
        self.data = data
        (self.type, self.machine, _, _, header_at, section_at, _, _, header_size, headers, section_size, sections,
         names) = struct.unpack_from("<HHIQQQIHHHHHH", data, 16)
        self.headers = [struct.unpack_from("<IIQQQQQQ", data, header_at + i * header_size) for i in range(headers)]
        self.sections = [struct.unpack_from("<IIQQQQIIQQ", data, section_at + i * section_size)
                         for i in range(sections)]
        self.names = names

    def section(self, name):
        table = self.sections[self.names]
        for section in self.sections:
            begin = table[4] + section[0]
            if self.data[begin:self.data.index(b"\0", begin)] == name.encode():
                return self.data[section[4]:section[4] + section[5]]
        return b""

    def segment(self, kind):
        return next((header for header in self.headers if header[0] == kind), None)

    def dynamic(self, tag):
        segment = self.segment(PT_DYNAMIC)
        if segment is None:
            return 0
        for at in range(segment[2], segment[2] + segment[5], 16):
            key, value = struct.unpack_from("<QQ", self.data, at)
            if key == tag:
                return value
            if key == 0:
                break
        return 0

    def imports(self):
        """Names that the dynamic linker fills in."""
        symbols, strings = self.section(".dynsym"), self.section(".dynstr")
        for at in range(0, len(symbols), 24):
            name, _, _, section = struct.unpack_from("<IBBH", symbols, at)
            if section == 0:
                yield strings[name:strings.index(b"\0", name)].decode()


def missing(elf):
    """What is not there, in words."""
    imports = set(elf.imports())
    if elf.type != ET_DYN or not elf.dynamic(DT_FLAGS_1) & DF_1_PIE:
        yield "it is no position-independent program (PIE)"
    if elf.segment(PT_GNU_RELRO) is None:
        yield "its tables of addresses stay writable (RELRO)"
    if not (elf.dynamic(DT_FLAGS) & DF_BIND_NOW or elf.dynamic(DT_FLAGS_1) & DF_1_NOW):
        yield "it binds names late (BIND_NOW)"
    stack = elf.segment(PT_GNU_STACK)
    if stack is None or stack[1] & 1:
        yield "its stack may be executed"
    if "__stack_chk_fail" not in imports:
        yield "no function checks its stack (-fstack-protector-strong)"
    if not any(name.endswith("_chk") for name in imports):
        yield "no call checks the size of its buffer (_FORTIFY_SOURCE)"
    if not any("glibcxx_assert_fail" in name for name in imports):
        yield "the checks of the standard library are off (_GLIBCXX_ASSERTIONS)"
    if elf.machine == X86_64 and elf.section(".text").count(ENDBR64) < 100:
        yield "its functions do not mark where they may be entered (-fcf-protection)"


def main(arguments):
    if len(arguments) > 1 and arguments[1] != "Release":
        print(f"skipped: a {arguments[1]} build; release builds are hardened")
        return SKIPPED
    data = pathlib.Path(arguments[0]).read_bytes()
    if data[:6] != b"\x7fELF\x02\x01":
        print("skipped: no ELF file of 64 bits")
        return SKIPPED
    faults = list(missing(Elf(data)))
    for fault in faults:
        print(f"{arguments[0]}: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
