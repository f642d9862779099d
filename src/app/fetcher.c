#include "app/fetcher.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"

int fetch_lock(int *lock, struct err *err)
{
	struct strbuf path = STRBUF_INIT;
	int fd = -1, rc = file_home(HOME_STATE, "fetch.lock", &path, err);

	if (rc == 0)
		rc = file_make_parents(path.buf, err);
	if (rc == 0 && (fd = open(path.buf, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) < 0)
		rc = err_set_errno(err, ERR_FAILED, "%s", path.buf);
	if (rc == 0 && flock(fd, LOCK_EX | LOCK_NB) < 0)
		rc = errno == EWOULDBLOCK ? 1 : err_set_errno(err, ERR_FAILED, "%s", path.buf);
	if (rc != 0 && fd >= 0)
		close(fd);
	*lock = rc == 0 ? fd : -1;
	strbuf_release(&path);
	return rc;
}

void fetch_unlock(int lock)
{
	if (lock >= 0)
		close(lock); /* which gives it back: flock(2) */
}
