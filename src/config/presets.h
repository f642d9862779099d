/*
 * presets - config files that are built in: the keys of programs a reader may come from.
 */
#ifndef CONFIG_PRESETS_H
#define CONFIG_PRESETS_H

#include <stddef.h>

/* The text of a preset ("newsboat"), or NULL. */
const char *preset_find(const char *name);

/* Names of all presets, for help and tests; NULL at the end. */
const char *preset_name(size_t n);

#endif
