/*
 * gitlab - a project of gitlab.com by its REST interface (docs.gitlab.com/api/projects, api/repositories), version 4:
 * /projects/PATH?license=true, /projects/PATH/repository/tree and /projects/PATH/releases (api/releases: the latest is
 * the first), PATH percent-encoded. See repo.h.
 */
#ifndef NET_SOURCE_GITLAB_H
#define NET_SOURCE_GITLAB_H

#include "source/repo.h"

int gitlab_read(struct db *json, struct str body, struct arena *a, struct code_page *p, struct err *err);
int gitlab_files(struct db *json, struct str body, struct arena *a, struct code_page *p);
void gitlab_release(struct db *json, struct str body, struct arena *a, struct code_page *p);

#endif
