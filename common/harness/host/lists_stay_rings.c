// SPDX-License-Identifier: MIT
// base/list.h against a plain array, in random order.
// Breaks: common/base/list.h: node->next->previous = node->previous; =>

#include "base/list.h"

#include <stdio.h>
#include <stdlib.h>

#define MEMBERS 20
#define STEPS   200000

struct member {
    int number;
    struct list_node link;
};

static struct member members[MEMBERS];
static struct list list;
static int expected[MEMBERS]; // the numbers in the list, in order
static int nexpected;

static void require(bool condition, const char *what)
{
    if (!condition) {
        printf("%s\n", what);
        exit(1);
    }
}

static void compare(void)
{
    int i = 0;
    LIST_FOR_EACH(node, &list)
    {
        require(i < nexpected, "the list is too long");
        require(LIST_ENTRY(node, struct member, link)->number == expected[i],
                "a member is not in its place");
        require(node->next->previous == node && node->previous->next == node,
                "a link is not answered");
        i++;
    }
    require(i == nexpected, "the list is too short");
    require(list_is_empty(&list) == (nexpected == 0), "list_is_empty is wrong");
}

static void insert_at(int place, int number)
{
    for (int i = nexpected; i > place; i--) {
        expected[i] = expected[i - 1];
    }
    expected[place] = number;
    nexpected++;
}

static void remove_at(int place)
{
    nexpected--;
    for (int i = place; i < nexpected; i++) {
        expected[i] = expected[i + 1];
    }
}

static int place_of(int number)
{
    for (int i = 0; i < nexpected; i++) {
        if (expected[i] == number) {
            return i;
        }
    }
    return -1;
}

int main(void)
{
    srand(1);
    list_init(&list);
    for (int i = 0; i < MEMBERS; i++) {
        members[i].number = i;
    }
    for (int step = 0; step < STEPS; step++) {
        int number = rand() % MEMBERS;
        struct list_node *link = &members[number].link;
        int place = place_of(number);
        if (place >= 0) {
            list_remove(link);
            remove_at(place);
            require(link->next == NULL && link->previous == NULL,
                    "a removed member keeps its links");
        } else if (rand() % 2) {
            list_push_back(&list, link);
            insert_at(nexpected, number);
        } else {
            list_push_front(&list, link);
            insert_at(0, number);
        }
        if (rand() % 8 == 0) {
            struct list_node *first = list_pop_front(&list);
            require((first == NULL) == (nexpected == 0), "pop is wrong");
            if (first != NULL) {
                require(LIST_ENTRY(first, struct member, link)->number ==
                            expected[0],
                        "not the first member came");
                remove_at(0);
            }
        }
        compare();
    }
    printf("%d steps\n", STEPS);
    return 0;
}
