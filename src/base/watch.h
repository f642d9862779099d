/*
 * watch - tells when a file is written to, by whomever (inotify(7)); without the kernel's help it
 * never tells.
 *
 * The folder is watched, so that files which come and go beside it and start with its name
 * ("library.db-wal") count as well.
 */
#ifndef BASE_WATCH_H
#define BASE_WATCH_H

#include <stdbool.h>

struct watch {
	int fd;	    /* readable when there is something to take; -1: nothing is watched */
	char *name; /* of the file within its folder */
};

#define WATCH_INIT                                                                                 \
	{                                                                                          \
		-1, NULL                                                                           \
	}

void watch_open(struct watch *w, const char *path); /* leaves fd at -1 where it cannot */
bool watch_take(struct watch *w); /* true where it was written to since the last call */
void watch_release(struct watch *w);

#endif
