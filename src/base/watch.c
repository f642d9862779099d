#include "base/watch.h"

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef HAVE_SYS_INOTIFY_H
#include <sys/inotify.h>
#endif

#include "base/mem.h"

#ifdef HAVE_SYS_INOTIFY_H
void watch_open(struct watch *w, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? mem_strndup(path, slash == path ? 1 : (size_t)(slash - path))
			     : mem_strdup(".");

	w->name = mem_strdup(slash ? slash + 1 : path);
	w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (w->fd >= 0 &&
		inotify_add_watch(w->fd, folder, IN_MODIFY | IN_CREATE | IN_MOVED_TO) < 0) {
		close(w->fd);
		w->fd = -1;
	}
	free(folder);
}

bool watch_take(struct watch *w)
{
	_Alignas(struct inotify_event) char events[4096];
	size_t name_n = strlen(w->name);
	bool written = false;
	ssize_t n;

	while (w->fd >= 0 && (n = read(w->fd, events, sizeof events)) > 0) {
		for (char *p = events; p < events + n;) {
			const struct inotify_event *e =
				(const struct inotify_event *)(const void *)p;

			if (e->mask & IN_Q_OVERFLOW ||
				(e->len && !strncmp(e->name, w->name, name_n)))
				written = true;
			p += sizeof *e + e->len;
		}
	}
	return written;
}
#else
void watch_open(struct watch *w, const char *path)
{
	w->fd = -1;
	w->name = mem_strdup(path);
}

bool watch_take(struct watch *w)
{
	(void)w;
	return false;
}
#endif

void watch_release(struct watch *w)
{
	if (w->fd >= 0)
		close(w->fd);
	free(w->name);
	*w = (struct watch)WATCH_INIT;
}
