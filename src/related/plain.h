/*
 * plain - words that say nothing of a paper when nothing stands beside them: "data", "images", "training".
 */
#ifndef RELATED_PLAIN_H
#define RELATED_PLAIN_H

#include <stdbool.h>

#include "base/str.h"

bool is_plain_stem(struct str stem);

#endif
