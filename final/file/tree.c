// SPDX-License-Identifier: MIT
// file/tree.c - the files and directories in memory, and their names.

#include "file/tree.h"

#include "base/errno.h"
#include "base/required.h"
#include "memory/heap.h"

#define NBUCKETS    4096
#define SEARCH_STEP 500 // children, between which interrupts can come

struct spinlock tree_lock = {.name = "the tree of files", .level = LOCK_TREE};

static struct node *buckets[NBUCKETS]; // [tree_lock] like the next three
static uint64_t last_number = 1, last_position;
static char root_name[] = "";
static struct node root = {.number = 1,
                           .mode = S_IFDIR | 0755,
                           .name = root_name,
                           .children = LIST_INIT(root.children),
                           .readers = LIST_INIT(root.readers)};

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

// Each reader that has come to this child goes on with the next one.
static void leave(const struct node *child)
{
    LIST_FOR_EACH(node, &child->directory->readers)
    {
        struct reader *reader = LIST_ENTRY(node, struct reader, node);
        if (reader->child == child) {
            reader->child = sibling_after(child);
        }
    }
}

static void unlink(struct node *node)
{
    struct node **link = bucket_of(node->hash);
    while (*link != node) {
        link = &(*link)->next;
    }
    *link = node->next;
    leave(node);
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
    list_init(&node->readers);
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
    if (place->length > node->length && !contents_has_room()) {
        return -ENOSPC;
    }
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

static struct node *child_of(struct list_node *sibling)
{
    return LIST_ENTRY(sibling, struct node, sibling);
}

// Most calls go on where the last one ended; other positions are searched for.
bool tree_find_child(struct node *directory, struct reader *reader,
                     uint64_t position)
{
    struct list_node *head = &directory->children.head;
    if (list_is_empty(&directory->children) ||
        child_of(head->previous)->position < position) {
        reader->child = NULL;
        return true;
    }
    struct node *child = reader->child;
    if (child == NULL || child_of(head->next)->position >= position) {
        child = child_of(head->next);
    }
    bool is_found = false;
    for (int i = 0; i < SEARCH_STEP && !is_found; i++) {
        struct list_node *before = child->sibling.previous;
        if (child->position < position) {
            child = sibling_after(child); // the last one is not before it
        } else if (before != head && child_of(before)->position >= position) {
            child = child_of(before);
        } else {
            is_found = true;
        }
    }
    reader->child = child;
    return is_found;
}
