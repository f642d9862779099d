#include "paper/link.h"

const char *const link_kind_names[LINK_KINDS] = {
	[LINK_CODE] = "code",
	[LINK_DATA] = "data",
	[LINK_MODEL] = "model",
	[LINK_PAPER] = "paper",
	[LINK_PAGE] = "page",
};

const char *const link_from_names[LINK_FROMS] = {
	[FROM_ABSTRACT] = "abstract",
	[FROM_COMMENTS] = "comments",
	[FROM_TITLE] = "title",
	[FROM_README] = "readme",
	[FROM_API] = "api",
	[FROM_USER] = "user",
};

const char *const link_verdict_names[LINK_VERDICTS] = {
	[VERDICT_UNKNOWN] = "unknown",
	[VERDICT_LIVE] = "live",
	[VERDICT_MOVED] = "moved",
	[VERDICT_ARCHIVED] = "archived",
	[VERDICT_EMPTY] = "empty",
	[VERDICT_PLACEHOLDER] = "placeholder",
	[VERDICT_GONE] = "gone",
};
