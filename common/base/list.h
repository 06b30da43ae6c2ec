// SPDX-License-Identifier: MIT
// base/list.h - a doubly linked list whose links lie inside its members.
//
// The list needs no memory of its own: a member struct has a struct list_node
// as a field, one for each list that it can be in at a time. The list is a ring
// through its head, so no operation has a special case, and each takes constant
// time. The caller holds the lock that guards the list.

#pragma once

#include "base/types.h"

struct list_node {
    struct list_node *next, *previous;
};

struct list {
    struct list_node head; // next: the first member, previous: the last
};

// The initial value of a static list: an empty one.
#define LIST_INIT(list)                \
    {                                  \
        {                              \
            &(list).head, &(list).head \
        }                              \
    }

// The struct of this type that has node as its field.
#define LIST_ENTRY(node, type, field) \
    ((type *)list_entry_at(node, offsetof(type, field)))

static inline void *list_entry_at(struct list_node *node, size_t offset)
{
    return (char *)node - offset;
}

// Visits each node in order; the list must not change meanwhile.
#define LIST_FOR_EACH(node, list)                                           \
    for (struct list_node *node = (list)->head.next; node != &(list)->head; \
         node = node->next)

static inline void list_init(struct list *list)
{
    list->head.next = &list->head;
    list->head.previous = &list->head;
}

static inline bool list_is_empty(const struct list *list)
{
    return list->head.next == &list->head;
}

// Inserts node, which is in no list, before the given position.
static inline void list_insert_before(struct list_node *position,
                                      struct list_node *node)
{
    node->next = position;
    node->previous = position->previous;
    position->previous->next = node;
    position->previous = node;
}

static inline void list_push_back(struct list *list, struct list_node *node)
{
    list_insert_before(&list->head, node);
}

static inline void list_push_front(struct list *list, struct list_node *node)
{
    list_insert_before(list->head.next, node);
}

// Removes node from the list that it is in. Its links become null, so that a
// second removal faults at once instead of damaging another list.
static inline void list_remove(struct list_node *node)
{
    node->previous->next = node->next;
    node->next->previous = node->previous;
    node->next = NULL;
    node->previous = NULL;
}

// Removes the first member and returns it; NULL if the list is empty.
static inline struct list_node *list_pop_front(struct list *list)
{
    if (list_is_empty(list)) {
        return NULL;
    }
    struct list_node *node = list->head.next;
    list_remove(node);
    return node;
}
