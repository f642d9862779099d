#include "app/desk.h"

#include <string.h>

#include "app/ingest.h"
#include "app/sample.h"
#include "base/file.h"
#include "library/learnt.h"

const char desk_how_to_add[] = "add papers with: carrel import FILE";

void desk_release(struct desk *d)
{
	extractor_close(d->extractor);
	extractor_close(d->tagger);
	for (size_t i = 0; i < d->retired.n; i++)
		extractor_close(d->retired.at[i]);
	vec_release(&d->retired);
	library_close(d->library);
	library_close(d->sample);
	if (d->config)
		config_close(d->config);
	d->extractor = d->tagger = NULL;
	d->library = d->sample = NULL;
	d->config = NULL;
}

/* What the option or else the variable says, where one says anything. */
static const char *told(const char *option, const char *variable)
{
	return option ? option : getenv(variable);
}

static int path_or_home(const char *path, enum file_home home, const char *name, struct strbuf *out, struct err *err)
{
	if (!path || !*path)
		return file_home(home, name, out, err);
	strbuf_reset(out);
	strbuf_addz(out, path);
	return 0;
}

int desk_library_path(struct desk *d, struct strbuf *out, struct err *err)
{
	const char *path = told(d->library_path, "CARREL_LIBRARY");
	struct config *c;
	int rc = 0;

	if (!path || !*path) {
		rc = desk_config(d, &c, err);
		path = rc == 0 ? config_text(c, "library.path") : NULL;
	}
	return rc < 0 ? rc : path_or_home(path, HOME_DATA, "library.db", out, err);
}

int desk_config_path(const struct desk *d, struct strbuf *out, struct err *err)
{
	return path_or_home(told(d->config_path, "CARREL_CONFIG"), HOME_CONFIG, "config", out, err);
}

int desk_lists_path(const struct desk *d, struct strbuf *out, struct err *err)
{
	int rc = desk_config_path(d, out, err);
	const char *slash;

	if (rc < 0)
		return rc;
	slash = strrchr(out->buf, '/');
	strbuf_setlen(out, slash ? (size_t)(slash + 1 - out->buf) : 0);
	strbuf_addz(out, "extract");
	return 0;
}

static void warn(void *data, const char *message)
{
	const struct desk *d = data;

	if (!d->quiet)
		fprintf(stderr, "carrel: %s\n", message);
}

int desk_config(struct desk *d, struct config **c, struct err *err)
{
	struct strbuf path = STRBUF_INIT;
	int rc = 0;

	if (!d->config) {
		rc = desk_config_path(d, &path, err);
		if (rc == 0)
			rc = config_open(&d->config, path.buf, warn, d, err);
	}
	*c = d->config;
	strbuf_release(&path);
	return rc;
}

/* After an edit of the lists another one is needed; whoever works with the old one may go on. */
static int retire_stale(struct desk *d, const char *own, struct err *err)
{
	uint64_t edition;
	int rc = extractor_edition_of(own, &edition, err);

	if (rc == 0 && edition != extractor_edition(d->extractor)) {
		vec_push(&d->retired, d->extractor);
		d->extractor = NULL;
	}
	return rc;
}

int desk_extractor(struct desk *d, struct extractor **x, struct err *err)
{
	struct strbuf own = STRBUF_INIT;
	int rc = desk_lists_path(d, &own, err);

	if (rc == 0 && d->extractor)
		rc = retire_stale(d, own.buf, err);
	if (rc == 0 && !d->extractor)
		rc = extractor_open(&d->extractor, own.buf, warn, d, err);
	*x = d->extractor;
	strbuf_release(&own);
	return rc;
}

static bool tagger_is_stale(const struct desk *d, const struct library *lib, size_t names, uint64_t edition)
{
	return !d->tagger || d->tagger_of != lib || d->tagger_names != names
		|| extractor_edition(d->tagger) != edition;
}

int desk_tagger(struct desk *d, struct library *lib, struct extractor **x, struct err *err)
{
	struct strbuf own = STRBUF_INIT;
	struct learnt_vec names = {0};
	struct arena a = ARENA_INIT;
	int rc = desk_extractor(d, x, err);

	if (rc == 0)
		rc = learnt_read(lib, &a, &names, err);
	if (rc == 0 && names.n && tagger_is_stale(d, lib, names.n, extractor_edition(*x))) {
		if (d->tagger)
			vec_push(&d->retired, d->tagger);
		d->tagger = NULL;
		rc = desk_lists_path(d, &own, err);
		if (rc == 0) /* the lists were warned of above */
			rc = extractor_open_with(&d->tagger, own.buf, &names, NULL, NULL, err);
		d->tagger_of = lib;
		d->tagger_names = names.n;
	}
	if (rc == 0 && names.n)
		*x = d->tagger;
	arena_release(&a);
	strbuf_release(&own);
	return rc;
}

static int open_library(struct library **lib, const char *path, struct err *err)
{
	int rc = file_make_parents(path, err);

	return rc < 0 ? rc : library_open(lib, path, err);
}

int desk_own_library(struct desk *d, struct library **lib, struct err *err)
{
	struct strbuf path = STRBUF_INIT;
	int rc = 0;

	if (!d->library) {
		rc = desk_library_path(d, &path, err);
		if (rc == 0)
			rc = open_library(&d->library, path.buf, err);
	}
	*lib = d->library;
	strbuf_release(&path);
	return rc;
}

int desk_library(struct desk *d, struct library **lib, struct err *err)
{
	if (!d->on_sample)
		return desk_own_library(d, lib, err);
	*lib = d->sample;
	return 0;
}

/* ---- the sample ---- */

static int fill_sample(struct desk *d, struct err *err)
{
	struct ingest result = {0};
	struct str text = {sample_text, sample_text_size};

	return ingest_text(d, d->sample, text, "sample", format_find("listing"), NULL, &result, err);
}

int desk_lay_sample(struct desk *d, struct err *err)
{
	struct strbuf path = STRBUF_INIT;
	int rc = 0;

	if (!d->sample) {
		rc = file_home(HOME_STATE, "sample.db", &path, err);
		if (rc == 0)
			rc = open_library(&d->sample, path.buf, err);
		if (rc == 0 && !library_count(d->sample))
			rc = fill_sample(d, err);
	}
	strbuf_release(&path);
	d->on_sample = rc == 0;
	return rc;
}

void desk_leave_sample(struct desk *d)
{
	d->on_sample = false;
}
