// SPDX-License-Identifier: MIT
// process/program.c - where the files of programs are.
//
// Owns the list of the files that the boot loader has put beside the kernel,
// which does not change after program_init().

#include "process/program.h"

#include "base/errno.h"
#include "base/string.h"
#include "boot/layout.h"
#include "boot/paging.h"
#include "file/mount.h"
#include "lib/panic.h"
#include "memory/frame.h"

static struct bootinfo_module *modules; // [i]
static size_t nmodules;                 // [i]

void program_init(void)
{
    struct bootinfo_module module;
    size_t count = 0, cursor = 0;
    while (bootinfo_next_module(bootinfo(), &cursor, &module)) {
        count++;
    }
    paddr_t list; // whole frames, as it is never freed
    if (!frame_alloc_run(count * sizeof(module) / PAGE_SIZE + 1, UINT64_MAX,
                         &list)) {
        panic("no memory for the list of %zu modules", count);
    }
    modules = phys_to_virt(list);
    cursor = 0;
    while (bootinfo_next_module(bootinfo(), &cursor, &modules[nmodules])) {
        nmodules++;
    }
}

const struct bootinfo_module *program_module(const char *name)
{
    for (size_t i = 0; i < nmodules; i++) {
        if (strcmp(modules[i].command_line, name) == 0) {
            return &modules[i];
        }
    }
    return NULL;
}

// Loads the file at a path; a relative path begins at the directory.
static int load_file(const char *directory, const char *name,
                     struct image *image)
{
    struct path path;
    struct object *file;
    int result = path_clean(&path, directory, name);
    if (result == 0) {
        result = mount_open(&path, O_RDONLY, 0, &file);
    }
    if (result == 0) {
        result = open_file_load(file, image);
        object_release(file);
    }
    return result;
}

int program_load(const char *directory, const char *name, struct image *image)
{
    if (strchr(name, '/') != NULL) {
        return load_file(directory, name, image);
    }
    const struct bootinfo_module *module = program_module(name);
    if (module == NULL) {
        int result = load_file("/bin", name, image);
        return result == -ENOENT ? load_file("/demo", name, image) : result;
    }
    *image = (struct image){.start = phys_to_virt(module->start),
                            .nbytes = module->nbytes};
    return 0;
}
