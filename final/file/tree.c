// SPDX-License-Identifier: MIT
// file/tree.c - the files and directories in memory, and their names.

#include "file/tree.h"

#include "base/errno.h"
#include "base/required.h"
#include "memory/heap.h"

#define NBUCKETS 4096

struct spinlock tree_lock = {.name = "the tree of files", .level = LOCK_TREE};

static struct node *buckets[NBUCKETS]; // [tree_lock] like the next three
static uint64_t last_number = 1, last_position;
static char root_name[] = "";
static struct node root = {.number = 1,
                           .mode = S_IFDIR | 0755,
                           .name = root_name,
                           .children = LIST_INIT(root.children)};

// --- finding ---

// FNV-1a, from the directory's number on. Stores the length of the name, which
// ends at a slash or a zero byte.
static uint32_t hash_of(const struct node *directory, const char *name,
                        size_t *length)
{
    uint32_t hash = 2166136261 ^ (uint32_t)directory->number;
    size_t i;
    for (i = 0; name[i] != '/' && name[i] != '\0'; i++) {
        hash = (hash ^ (uint8_t)name[i]) * 16777619;
    }
    *length = i;
    return hash;
}

static struct node **bucket_of(uint32_t hash)
{
    return &buckets[(hash ^ hash >> 16) % NBUCKETS];
}

static bool is_at(const struct node *node, const struct place *place)
{
    return node->hash == place->hash && node->directory == place->directory &&
           node->length == place->length &&
           memcmp(node->name, place->name, place->length) == 0;
}

static struct node *find(const struct place *place)
{
    struct node *node = *bucket_of(place->hash);
    while (node != NULL && !is_at(node, place)) {
        node = node->next;
    }
    return node;
}

int tree_walk(const char *path, struct place *place)
{
    *place = (struct place){.node = &root};
    while (*path != '\0') {
        if (place->node == NULL) {
            return -ENOENT;
        }
        if (!node_is_directory(place->node)) {
            return -ENOTDIR;
        }
        place->directory = place->node;
        place->name = path;
        place->hash = hash_of(place->directory, path, &place->length);
        place->node = find(place);
        path += place->length;
        path += *path == '/';
    }
    return 0;
}

bool tree_is_within(const struct node *node, const struct node *directory)
{
    while (node != NULL && node != directory) {
        node = node->directory;
    }
    return node != NULL;
}

// --- linking ---

// Puts a node at a place. It takes over the name.
static void link(struct node *node, const struct place *place, char *name)
{
    struct node **bucket = bucket_of(place->hash);
    node->directory = place->directory;
    node->name = name;
    node->length = place->length;
    node->hash = place->hash;
    node->next = *bucket;
    *bucket = node;
    node->position = ++last_position;
    list_push_back(&node->directory->children, &node->sibling);
}

static struct node *sibling_after(const struct node *node)
{
    struct list_node *next = node->sibling.next;
    return next == &node->directory->children.head
               ? NULL
               : LIST_ENTRY(next, struct node, sibling);
}

static void unlink(struct node *node)
{
    struct node **link = bucket_of(node->hash);
    while (*link != node) {
        link = &(*link)->next;
    }
    *link = node->next;
    if (node->directory->next_read == node) {
        node->directory->next_read = sibling_after(node);
    }
    list_remove(&node->sibling);
    kfree(node->name);
    node->name = NULL;
    node->directory = NULL;
}

static char *copy_name(const struct place *place)
{
    char *name = kmalloc(place->length + 1);
    if (name != NULL) {
        memcpy(name, place->name, place->length);
        name[place->length] = '\0';
    }
    return name;
}

int tree_add(struct place *place, uint32_t mode)
{
    if (!contents_has_room()) {
        return -ENOSPC;
    }
    char *name = copy_name(place);
    struct node *node = kcalloc(1, sizeof(*node));
    if (name == NULL || node == NULL) {
        kfree(name);
        kfree(node);
        return -ENOSPC;
    }
    node->number = ++last_number;
    node->mode = mode;
    list_init(&node->children);
    link(node, place, name);
    place->node = node;
    return 0;
}

struct node *tree_remove(struct node *node)
{
    unlink(node);
    return node_is_unused(node) ? node : NULL;
}

int tree_move(struct node *node, const struct place *place)
{
    char *name = copy_name(place);
    if (name == NULL) {
        return -ENOSPC;
    }
    unlink(node);
    link(node, place, name);
    return 0;
}

void node_free(struct node *node)
{
    if (node != NULL) {
        contents_free(&node->contents);
        kfree(node);
    }
}

// --- reading a directory ---

// Is this child the first one at the position or behind it?
static bool is_first_at(const struct node *child, uint64_t position)
{
    struct list_node *before = child->sibling.previous;
    return child->position >= position &&
           (before == &child->directory->children.head ||
            LIST_ENTRY(before, struct node, sibling)->position < position);
}

static struct node *search_child(struct node *directory, uint64_t position)
{
    LIST_FOR_EACH(link, &directory->children)
    {
        struct node *child = LIST_ENTRY(link, struct node, sibling);
        if (child->position >= position) {
            return child;
        }
    }
    return NULL;
}

// Most calls go on where the last one ended: only others search the list.
struct node *tree_child_at(struct node *directory, uint64_t position)
{
    struct list_node *last = directory->children.head.previous;
    struct node *child = directory->next_read;
    if (list_is_empty(&directory->children) ||
        LIST_ENTRY(last, struct node, sibling)->position < position) {
        return NULL;
    }
    if (child == NULL || !is_first_at(child, position)) {
        child = search_child(directory, position);
    }
    directory->next_read = child == NULL ? NULL : sibling_after(child);
    return child;
}
