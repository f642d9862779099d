#include "app/editor.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/spawn.h"
#include "base/file.h"
#include "base/split.h"

enum { NOTE_MOST = 1 << 20 };

int editor_argv(struct desk *d, struct arena *a, struct strs *argv, struct err *err)
{
	struct config *c;
	const char *line;
	int rc = desk_config(d, &c, err);

	if (rc < 0)
		return rc;
	line = config_text(c, "open.editor");
	if (!*line)
		line = getenv("EDITOR");
	rc = split_words(line && *line ? line : "vi", a, argv, err);
	return rc < 0 || argv->n ? rc : err_set(err, ERR_FAILED, "the editor's command is blank");
}

static void temp_name(struct strbuf *path)
{
	const char *dir = getenv("TMPDIR");

	strbuf_addf(path, "%s/carrel-XXXXXX.md", dir && *dir == '/' ? dir : "/tmp");
}

/* mkstemps makes the file with mode 0600, and fails where the name is taken. */
static int write_temp(struct strbuf *path, struct str text, struct err *err)
{
	int fd, rc = 0;

	temp_name(path);
	fd = mkstemps(path->buf, 3);
	if (fd < 0) {
		rc = err_set_errno(err, ERR_FAILED, "%s", path->buf);
		strbuf_reset(path);
		return rc;
	}
	if (write(fd, text.p, text.n) != (ssize_t)text.n)
		rc = err_set_errno(err, ERR_FAILED, "%s", path->buf);
	close(fd);
	return rc;
}

int editor_edit(struct desk *d, struct str text, struct strbuf *out, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct strbuf path = STRBUF_INIT;
	struct strs argv = {0};
	int rc = editor_argv(d, &a, &argv, err);

	if (rc == 0)
		rc = write_temp(&path, text, err);
	if (rc < 0)
		goto out;
	vec_push_in(&a, &argv, path.buf);
	vec_push_in(&a, &argv, NULL);
	rc = spawn_wait((char *const *)argv.at, err);
	if (rc == 0)
		rc = file_read(path.buf, NOTE_MOST, out, err);
out:
	if (path.len)
		unlink(path.buf);
	strbuf_release(&path);
	arena_release(&a);
	return rc;
}
