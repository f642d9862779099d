/*
 * huggingface - a repository of huggingface.co by its open interface (huggingface.co/docs/hub/api): /api/models/NAME,
 * /api/datasets/NAME, /api/spaces/NAME. Its "siblings" are all files. See repo.h.
 */
#ifndef NET_SOURCE_HUGGINGFACE_H
#define NET_SOURCE_HUGGINGFACE_H

#include "source/repo.h"

int huggingface_read(struct db *json, struct str body, struct arena *a, struct code_page *p, struct err *err);

#endif
