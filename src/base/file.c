#include "base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int read_all(FILE *f, const char *path, size_t most, struct strbuf *out, struct err *err)
{
	size_t start = out->len, got;

	do {
		strbuf_grow(out, 65536);
		got = fread(out->buf + out->len, 1, 65536, f);
		strbuf_setlen(out, out->len + got);
		if (out->len - start > most)
			return err_set(err, ERR_FAILED, "%s: larger than %zu bytes", path, most);
	} while (got);
	if (ferror(f))
		return err_set_errno(err, ERR_FAILED, "%s", path);
	return 0;
}

int file_read(const char *path, size_t most, struct strbuf *out, struct err *err)
{
	bool standard = !strcmp(path, "-");
	FILE *f = standard ? stdin : fopen(path, "rbe");
	int rc;

	if (!f)
		return err_set_errno(err, ERR_FAILED, "%s", path);
	rc = read_all(f, standard ? "standard input" : path, most, out, err);
	if (!standard)
		fclose(f);
	return rc;
}

static bool write_all(int fd, struct str text)
{
	while (text.n) {
		ssize_t n = write(fd, text.p, text.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		text = str_sub(text, (size_t)n, text.n);
	}
	return fsync(fd) == 0;
}

int file_write(const char *path, struct str text, struct err *err)
{
	struct strbuf temp = STRBUF_INIT;
	int fd, rc = 0;

	strbuf_addf(&temp, "%s.XXXXXX", path);
	fd = mkstemp(temp.buf);
	if (fd < 0) {
		rc = err_set_errno(err, ERR_FAILED, "%s", path);
		goto out;
	}
	if (!write_all(fd, text) || fchmod(fd, 0644) < 0 || rename(temp.buf, path) < 0) {
		rc = err_set_errno(err, ERR_FAILED, "%s", path);
		unlink(temp.buf);
	}
	close(fd);
out:
	strbuf_release(&temp);
	return rc;
}

int file_make_parents(const char *path, struct err *err)
{
	struct strbuf dir = STRBUF_INIT;
	int rc = 0;

	strbuf_addz(&dir, path);
	for (char *p = dir.len ? strchr(dir.buf + 1, '/') : NULL; p; p = strchr(p + 1, '/')) {
		*p = 0;
		if (mkdir(dir.buf, 0700) < 0 && errno != EEXIST) {
			rc = err_set_errno(err, ERR_FAILED, "%s", dir.buf);
			break;
		}
		*p = '/';
	}
	strbuf_release(&dir);
	return rc;
}

int file_home(enum file_home home, const char *name, struct strbuf *out, struct err *err)
{
	static const struct {
		const char *variable, *fallback;
	} homes[] = {
		[HOME_DATA] = {"XDG_DATA_HOME", ".local/share"},
		[HOME_CONFIG] = {"XDG_CONFIG_HOME", ".config"},
		[HOME_CACHE] = {"XDG_CACHE_HOME", ".cache"},
		[HOME_STATE] = {"XDG_STATE_HOME", ".local/state"},
	};
	const char *base = getenv(homes[home].variable), *user = getenv("HOME");

	strbuf_reset(out);
	if (base && *base == '/')
		strbuf_addf(out, "%s/carrel/%s", base, name);
	else if (user && *user)
		strbuf_addf(out, "%s/%s/carrel/%s", user, homes[home].fallback, name);
	else
		return err_set(err, ERR_FAILED, "HOME is not set; name the file with an option");
	return 0;
}
