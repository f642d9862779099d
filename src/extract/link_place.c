#include "extract/link_place.h"

#include <stdio.h>

/* How a repository is found in the path. */
enum layout {
	NO_REPO,
	OWNER_NAME,  /* /owner/name/… ; fewer segments are a page about somebody */
	GROUPS,      /* GitLab: /group/…/name/-/… */
	HUB,         /* as OWNER_NAME behind the prefix, but a name may stand alone */
	NEEDS_PATH,  /* the host alone is a page */
};

enum {
	BARE = 1,      /* known well enough to be read without a scheme, with a path */
	BARE_ALONE = 2, /* even without one: the host name is somebody's */
	CASELESS = 4,
};

/*
 * The first row that fits holds. A host that starts with "." stands for every host under it, one that
 * ends with "." for every host that begins so (a self-hosted "gitlab.lrz.de").
 */
static const struct row {
	const char *host, *prefix;
	enum link_kind kind;
	enum layout layout;
	unsigned flags;
} rows[] = {
	{"github.com", "", LINK_CODE, OWNER_NAME, BARE | CASELESS},
	{"raw.githubusercontent.com", "", LINK_CODE, OWNER_NAME, BARE | CASELESS},
	{"gist.github.com", "", LINK_CODE, NEEDS_PATH, BARE},
	{".github.com", "", LINK_PAGE, NO_REPO, 0},
	{".github.io", "", LINK_PAGE, NO_REPO, BARE | BARE_ALONE},
	{".gitlab.io", "", LINK_PAGE, NO_REPO, BARE | BARE_ALONE},
	{"about.gitlab.com", "", LINK_PAGE, NO_REPO, 0},
	{"docs.gitlab.com", "", LINK_PAGE, NO_REPO, 0},
	{"gitlab.", "", LINK_CODE, GROUPS, BARE | CASELESS},
	{"git.sr.ht", "", LINK_CODE, OWNER_NAME, BARE},
	{"git.io", "", LINK_PAGE, NO_REPO, 0},
	{"git.", "", LINK_CODE, GROUPS, 0},
	{"salsa.debian.org", "", LINK_CODE, GROUPS, BARE | CASELESS},
	{"framagit.org", "", LINK_CODE, GROUPS, BARE | CASELESS},
	{"bitbucket.org", "", LINK_CODE, OWNER_NAME, BARE | CASELESS},
	{"codeberg.org", "", LINK_CODE, OWNER_NAME, BARE | CASELESS},
	{"gitee.com", "", LINK_CODE, OWNER_NAME, BARE | CASELESS},
	{"notabug.org", "", LINK_CODE, OWNER_NAME, BARE},
	{"sourceforge.net", "/projects/", LINK_CODE, NEEDS_PATH, BARE},
	{"sourceforge.net", "/p/", LINK_CODE, NEEDS_PATH, BARE},
	{"sourceforge.net", "", LINK_PAGE, NO_REPO, BARE},
	{".sourceforge.net", "", LINK_PAGE, NO_REPO, BARE | BARE_ALONE},
	{"code.google.com", "/p/", LINK_CODE, NEEDS_PATH, BARE},
	{"code.google.com", "/archive/p/", LINK_CODE, NEEDS_PATH, BARE},
	{"launchpad.net", "", LINK_CODE, NEEDS_PATH, BARE},
	{"anonymous.4open.science", "", LINK_CODE, NEEDS_PATH, BARE},
	{"ascl.net", "", LINK_CODE, NEEDS_PATH, BARE},
	{"colab.research.google.com", "/drive/", LINK_CODE, NEEDS_PATH, BARE},
	{"codeocean.com", "/capsule/", LINK_CODE, NEEDS_PATH, BARE},
	{"kaggle.com", "/code/", LINK_CODE, NEEDS_PATH, BARE},
	{"huggingface.co", "/datasets/", LINK_DATA, HUB, BARE},
	{"huggingface.co", "/spaces/", LINK_PAGE, HUB, BARE},
	{"huggingface.co", "/papers/", LINK_PAPER, NEEDS_PATH, BARE},
	{"huggingface.co", "", LINK_MODEL, OWNER_NAME, BARE},
	{"modelscope.cn", "/models/", LINK_MODEL, HUB, BARE},
	{"modelscope.cn", "/datasets/", LINK_DATA, HUB, BARE},
	{"kaggle.com", "/models/", LINK_MODEL, NEEDS_PATH, BARE},
	{"kaggle.com", "/datasets/", LINK_DATA, NEEDS_PATH, BARE},
	{"kaggle.com", "", LINK_PAGE, NO_REPO, BARE},
	{"zenodo.org", "/record/", LINK_DATA, NEEDS_PATH, BARE},
	{"zenodo.org", "/records/", LINK_DATA, NEEDS_PATH, BARE},
	{"zenodo.org", "/doi/", LINK_DATA, NEEDS_PATH, BARE},
	{"zenodo.org", "/deposit/", LINK_DATA, NEEDS_PATH, BARE},
	{"zenodo.org", "", LINK_PAGE, NO_REPO, BARE},
	{"figshare.com", "", LINK_DATA, NEEDS_PATH, BARE},
	{".figshare.com", "", LINK_DATA, NEEDS_PATH, BARE},
	{"data.mendeley.com", "", LINK_DATA, NEEDS_PATH, BARE},
	{"osf.io", "", LINK_DATA, NEEDS_PATH, BARE},
	{"datadryad.org", "", LINK_DATA, NEEDS_PATH, BARE},
	{"dataverse.", "", LINK_DATA, NEEDS_PATH, 0},
	{"physionet.org", "/content/", LINK_DATA, NEEDS_PATH, BARE},
	{"ieee-dataport.org", "", LINK_DATA, NEEDS_PATH, BARE},
	{"openml.org", "", LINK_DATA, NEEDS_PATH, BARE},
	{"openneuro.org", "/datasets/", LINK_DATA, NEEDS_PATH, BARE},
	{"openslr.org", "", LINK_DATA, NEEDS_PATH, BARE},
	{"archive.ics.uci.edu", "", LINK_DATA, NEEDS_PATH, BARE},
	{"catalog.ldc.upenn.edu", "", LINK_DATA, NEEDS_PATH, BARE},
	{"arxiv.org", "/abs/", LINK_PAPER, NEEDS_PATH, BARE},
	{"arxiv.org", "/pdf/", LINK_PAPER, NEEDS_PATH, BARE},
	{"arxiv.org", "/html/", LINK_PAPER, NEEDS_PATH, BARE},
	{"arxiv.org", "", LINK_PAGE, NO_REPO, BARE},
	{"alphaxiv.org", "/abs/", LINK_PAPER, NEEDS_PATH, BARE},
	{"ar5iv.org", "", LINK_PAPER, NEEDS_PATH, BARE},
	{"ar5iv.labs.arxiv.org", "", LINK_PAPER, NEEDS_PATH, BARE},
	{"biorxiv.org", "/content/", LINK_PAPER, NEEDS_PATH, BARE},
	{"medrxiv.org", "/content/", LINK_PAPER, NEEDS_PATH, BARE},
	/* DOI prefixes of data registries (DataCite members); every other DOI is taken for a paper. */
	{"doi.org", "/10.5281/", LINK_DATA, NO_REPO, BARE | CASELESS},
	{"doi.org", "/10.6084/", LINK_DATA, NO_REPO, BARE | CASELESS},
	{"doi.org", "/10.17632/", LINK_DATA, NO_REPO, BARE | CASELESS},
	{"doi.org", "/10.7910/dvn/", LINK_DATA, NO_REPO, BARE | CASELESS},
	{"doi.org", "/10.5061/", LINK_DATA, NO_REPO, BARE | CASELESS},
	{"doi.org", "/10.17605/", LINK_DATA, NO_REPO, BARE | CASELESS},
	{"doi.org", "/10.13026/", LINK_DATA, NO_REPO, BARE | CASELESS},
	{"doi.org", "/10.21227/", LINK_DATA, NO_REPO, BARE | CASELESS},
	{"doi.org", "/10.57967/hf/", LINK_DATA, NO_REPO, BARE | CASELESS},
	{"doi.org", "/10.24433/co.", LINK_CODE, NO_REPO, BARE | CASELESS},
	{"doi.org", "", LINK_PAPER, NEEDS_PATH, BARE | CASELESS},
	{"openreview.net", "/forum", LINK_PAPER, NO_REPO, BARE},
	{"openreview.net", "/pdf", LINK_PAPER, NO_REPO, BARE},
	{"openreview.net", "", LINK_PAGE, NO_REPO, BARE},
	{"aclanthology.org", "", LINK_PAPER, NEEDS_PATH, BARE},
	{"aclweb.org", "/anthology/", LINK_PAPER, NEEDS_PATH, BARE},
	{"semanticscholar.org", "/paper/", LINK_PAPER, NEEDS_PATH, 0},
	{"proceedings.mlr.press", "", LINK_PAPER, NEEDS_PATH, 0},
	{"papers.nips.cc", "/paper", LINK_PAPER, NEEDS_PATH, 0},
	{"proceedings.neurips.cc", "/paper", LINK_PAPER, NEEDS_PATH, 0},
	{"openaccess.thecvf.com", "/content", LINK_PAPER, NEEDS_PATH, 0},
	{"dl.acm.org", "/doi/", LINK_PAPER, NEEDS_PATH, 0},
	{"dl.acm.org", "/citation", LINK_PAPER, NEEDS_PATH, 0},
	{"ieeexplore.ieee.org", "/document/", LINK_PAPER, NEEDS_PATH, 0},
	{"ieeexplore.ieee.org", "/abstract/", LINK_PAPER, NEEDS_PATH, 0},
	{"link.springer.com", "/article/", LINK_PAPER, NEEDS_PATH, 0},
	{"link.springer.com", "/chapter/", LINK_PAPER, NEEDS_PATH, 0},
	{"nature.com", "/articles/", LINK_PAPER, NEEDS_PATH, 0},
	{"sciencedirect.com", "/science/article/", LINK_PAPER, NEEDS_PATH, 0},
	{"iopscience.iop.org", "/article/", LINK_PAPER, NEEDS_PATH, 0},
	{"jmlr.org", "/papers/", LINK_PAPER, NEEDS_PATH, 0},
};

/* First segments of a path that are the site's own pages: names that nobody can have there. */
static const struct {
	const char *host, *names;
} reserved[] = {
	{"github.com", " about apps blog collections contact customer-stories dashboard enterprise events"
		" explore features issues join login marketplace models new notifications organizations orgs"
		" pricing pulls readme resources search security sessions settings signup site solutions"
		" sponsors stars team topics trending users watching "},
	{"huggingface.co", " blog chat collections datasets docs enterprise join learn login models new"
		" organizations papers posts pricing search settings spaces tasks "},
	{"gitlab.", " admin dashboard explore groups help profile public search snippets users "},
	{"bitbucket.org", " account blog dashboard product support "},
};

static bool host_fits(const char *pattern, struct str host)
{
	size_t n = strlen(pattern);

	if (*pattern == '.')
		return host.n > n && str_ends(host, pattern);
	if (pattern[n - 1] == '.')
		return host.n > n && str_starts(host, pattern);
	return str_eqz(host, pattern);
}

/* A host by the name that it has in the tables. */
static struct str table_host(struct str host)
{
	if (str_starts(host, "www."))
		return str_sub(host, 4, host.n);
	if (str_eqz(host, "dx.doi.org"))
		return STR_LIT("doi.org");
	return str_eqz(host, "hf.co") ? STR_LIT("huggingface.co") : host;
}

static const struct row *find_row(struct str host, struct str path)
{
	host = table_host(host);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (host_fits(rows[i].host, host) && str_case_starts(path, rows[i].prefix))
			return &rows[i];
	return NULL;
}

/* What GitHub and its kin allow in an owner's and a repository's name ("~" starts an owner on sr.ht). */
static bool name_char(char c)
{
	return ch_alnum(c) || c == '-' || c == '_' || c == '.' || c == '~';
}

/* Takes "/segment" off the front of *path; its length is 0 at the end. */
static struct str segment(struct str *path)
{
	size_t n = 1;

	if (path->n < 2)
		return (struct str){path->p, 0};
	while (n < path->n && path->p[n] != '/')
		n++;
	*path = str_sub(*path, n, path->n);
	return (struct str){path->p - n + 1, n - 1};
}

static bool is_reserved(const char *host, struct str name)
{
	char word[32];

	if (!name.n || name.n > sizeof word - 3)
		return false;
	snprintf(word, sizeof word, " %.*s ", STR_ARG(name));
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (!strcmp(reserved[i].host, host) && strcasestr(reserved[i].names, word))
			return true;
	return false;
}

/* Ends path at the first character that no name has. */
static struct str cut_segment(struct str name, struct str path, size_t *path_n)
{
	size_t n = 0;

	while (n < name.n && name_char(name.p[n]))
		n++;
	if (n < name.n)
		*path_n = (size_t)(name.p - path.p) + n;
	return str_sub(name, 0, n);
}

static struct str without_git(struct str name)
{
	return str_ends(name, ".git") ? str_sub(name, 0, name.n - 4) : name;
}

static const char *owner_name(const struct row *row, struct str path, size_t skip, struct arena *a,
	size_t *path_n)
{
	struct str rest = str_sub(path, skip, path.n), owner = segment(&rest), name = segment(&rest);

	owner = cut_segment(owner, path, path_n);
	if (*path_n < path.n)
		return NULL;
	name = without_git(cut_segment(name, path, path_n));
	if (!owner.n || !name.n || (!skip && is_reserved(row->host, owner)))
		return NULL;
	return arena_printf(a, "%.*s/%.*s", STR_ARG(owner), STR_ARG(name));
}

/* GitLab's pages of a project come behind "/-/"; before version 12 behind its name at once. */
static bool project_page(struct str name)
{
	static const char *const pages[] = {"-", "tree", "blob", "raw", "wikis", "issues", "commits",
		"tags", "merge_requests", "releases", "src"};

	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		if (str_eqz(name, pages[i]))
			return true;
	return false;
}

static const char *groups_name(const struct row *row, struct str path, struct arena *a,
	size_t *path_n)
{
	struct str rest = path, name;
	size_t end = 0;
	int segments = 0;

	while ((name = segment(&rest)).n && !(segments >= 2 && project_page(name))) {
		struct str good = cut_segment(name, path, path_n);

		if (!good.n || (!segments && is_reserved(row->host, good)) || str_eqz(good, "-"))
			return NULL;
		segments++;
		end = (size_t)(good.p - path.p) + without_git(good).n;
		if (good.n < name.n)
			break;
	}
	return segments >= 2 ? arena_str(a, str_sub(path, 1, end)) : NULL;
}

void link_place(struct str host, struct str path, struct arena *a, struct link_place *place,
	size_t *path_n)
{
	const struct row *row = find_row(host, path);
	size_t prefix = row ? strlen(row->prefix) : 0;
	bool page = false;

	*path_n = path.n;
	*place = (struct link_place){row ? row->kind : LINK_PAGE, NULL};
	if (!row || row->layout == NO_REPO)
		return;
	if (row->layout == GROUPS)
		page = !(place->repo = groups_name(row, path, a, path_n));
	else if (row->layout == OWNER_NAME)
		page = !(place->repo = owner_name(row, path, 0, a, path_n));
	else if (row->layout == HUB)
		place->repo = owner_name(row, path, prefix - 1, a, path_n);
	if (page || path.n <= (prefix ? prefix : 1))
		place->kind = LINK_PAGE;
}

bool link_place_known(struct str host, bool *bare)
{
	host = table_host(host);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].flags & BARE && host_fits(rows[i].host, host)) {
			*bare = rows[i].flags & BARE_ALONE;
			return true;
		}
	return false;
}

bool link_place_caseless(struct str host)
{
	const struct row *row = find_row(host, STR_LIT("/"));

	return row && row->flags & CASELESS;
}

bool link_place_owned(struct str host)
{
	const struct row *row = find_row(host, STR_LIT("/"));

	return row && (row->layout == OWNER_NAME || row->layout == GROUPS);
}
