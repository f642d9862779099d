/*
 * bitbucket - a repository of bitbucket.org by its REST interface (developer.atlassian.com/cloud/bitbucket/rest),
 * version 2.0: /repositories/WORKSPACE/NAME, and /src of it. It knows no stars, licences or archived repositories. See
 * repo.h.
 */
#ifndef NET_SOURCE_BITBUCKET_H
#define NET_SOURCE_BITBUCKET_H

#include "source/repo.h"

int bitbucket_read(struct db *json, struct str body, struct arena *a, struct code_page *p, struct err *err);
int bitbucket_files(struct db *json, struct str body, struct arena *a, struct code_page *p);

#endif
