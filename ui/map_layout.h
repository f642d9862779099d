/*
 * map_layout - where the papers of a map stand on the screen, and how lines join them. Pure: a tree in, boxes out.
 *
 * The paper in the middle of things is on the left, those that belong to it in a column beside it, those that belong
 * to these in a third; where the screen is narrow, in two columns, or one below the other.
 */
#ifndef UI_MAP_LAYOUT_H
#define UI_MAP_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

/* Nodes are numbered: 0 is the centre, then the first hop, the best first, then the second, the best first. */
struct map_node {
	int parent; /* a number; -1: the centre */
	int rows;   /* 0: there is no room for it */
	int row, col, cols;
};

/* From the end of a box to the next one: level at row to the trunk, along it, level at to_row up to to_col. */
struct map_edge {
	int row, col;
	int trunk;
	int to_row, to_col;
};

/* Sets row, col, rows and cols of the n nodes, within rows by cols. */
void map_layout(struct map_node *nodes, size_t n, int rows, int cols);

/* The line to a node from its parent; both have room. */
struct map_edge map_edge_to(const struct map_node *nodes, size_t to);

enum map_way { MAP_UP, MAP_DOWN, MAP_LEFT, MAP_RIGHT, MAP_FIRST, MAP_LAST };

/* The node beside one: in its column, its parent, or its first child; itself where there is none. */
size_t map_beside(const struct map_node *nodes, size_t n, size_t from, enum map_way way);

#endif
