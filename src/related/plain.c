#include "related/plain.h"

#include <stdlib.h>

/*
 * Stems, in the order of their bytes: of those that stand in more than one of forty abstracts of a year of cs.CL, cs.CV
 * and cs.LG, the ones that name no subject.
 */
static const char *const plain[] = {
	"abil", "access", "account", "accur", "accuraci", "activ", "adapt", "addit", "adjust",
	"adopt", "advanc", "advantag", "algorithm", "align", "altern", "amount", "analysi", "analyz",
	"appear", "appli", "applic", "architectur", "art", "aspect", "assess", "associ", "automat",
	"averag", "avoid", "awar", "baselin", "behavior", "benchmark", "benefit", "best", "better",
	"boost", "bridg", "build", "candid", "capabl", "capac", "captur", "case", "categori", "caus",
	"challeng", "chang", "characterist", "choic", "class", "close", "code", "collect", "combin",
	"common", "compar", "comparison", "competit", "complet", "complex", "compon", "comprehens",
	"compris", "comput", "concern", "condit", "conduct", "confirm", "consist", "construct",
	"contain", "content", "context", "continu", "contribut", "control", "convent", "core",
	"correct", "correspond", "cost", "cover", "creat", "critic", "cross", "crucial", "data",
	"dataset", "deep", "defin", "degrad", "deliv", "demand", "depend", "deriv", "describ",
	"design", "despit", "detail", "detect", "determin", "develop", "differ", "difficult",
	"difficulti", "dimension", "direct", "directli", "discuss", "distinct", "distribut", "divers",
	"domain", "driven", "dynam", "earli", "effect", "effici", "effort", "emerg", "empir",
	"emploi", "end", "enhanc", "ensur", "entir", "error", "essenti", "establish", "estim",
	"evalu", "evid", "examin", "exampl", "exhibit", "explicit", "explicitli", "exploit", "explor",
	"extend", "extern", "extract", "face", "facilit", "fact", "factor", "failur", "famili",
	"featur", "field", "final", "fine", "five", "fix", "flexibl", "focu", "follow", "form",
	"formal", "formul", "found", "four", "framework", "free", "full", "fulli", "function",
	"fundament", "futur", "gain", "gap", "gener", "global", "goal", "grain", "ground", "group",
	"grow", "guid", "handl", "help", "high", "higher", "highli", "highlight", "human", "identifi",
	"imag", "impact", "implement", "import", "improv", "incorpor", "increas", "increasingli",
	"independ", "indic", "individu", "infer", "inform", "inher", "initi", "input", "insight",
	"instanc", "integr", "interest", "intern", "investig", "involv", "issu", "iter", "kei",
	"knowledg", "lack", "languag", "larg", "larger", "layer", "lead", "learn", "level", "leverag",
	"light", "lightweight", "limit", "local", "long", "loss", "low", "lower", "machin",
	"maintain", "major", "make", "manual", "match", "mean", "measur", "mechan", "methodolog",
	"metric", "minim", "mitig", "mix", "model", "modern", "modul", "motiv", "multi", "multipl",
	"natur", "need", "network", "neural", "non", "number", "object", "observ", "offer", "open",
	"oper", "optim", "order", "origin", "output", "overcom", "pair", "paradigm", "paramet",
	"part", "pattern", "perform", "perspect", "pipelin", "plai", "point", "popular", "posit",
	"possibl", "post", "potenti", "power", "practic", "pre", "precis", "predict", "preserv",
	"primarili", "principl", "problem", "process", "produc", "progress", "promis", "properti",
	"purpos", "qualiti", "quantifi", "rapid", "rate", "reach", "real", "reduc", "refer", "refin",
	"reflect", "rel", "relat", "relationship", "releas", "relev", "reli", "reliabl", "remain",
	"report", "repres", "represent", "requir", "research", "resourc", "respons", "reveal", "rich",
	"robust", "role", "rule", "sampl", "scale", "scenario", "scheme", "score", "second", "select",
	"self", "sens", "sensit", "separ", "serv", "set", "share", "shed", "short", "similar",
	"simultan", "singl", "six", "size", "small", "solut", "solv", "sourc", "space", "special",
	"specif", "stabl", "stage", "standard", "state", "step", "strategi", "strong", "structur",
	"struggl", "studi", "substanti", "success", "suffer", "suffici", "suit", "support", "surpass",
	"system", "systemat", "tackl", "take", "target", "task", "techniqu", "term", "test", "text",
	"theoret", "time", "top", "trade", "tradit", "train", "treat", "tune", "turn", "type",
	"typic", "understand", "unifi", "uniqu", "unlik", "updat", "util", "valid", "valu", "vari",
	"variabl", "variat", "varieti", "verifi", "visual", "wai", "weight", "wide", "wise", "word",
	"world", "year",
};

static int compare(const void *stem, const void *entry)
{
	return str_cmp(*(const struct str *)stem, str_of(*(const char *const *)entry));
}

bool is_plain_stem(struct str stem)
{
	return bsearch(&stem, plain, sizeof plain / sizeof *plain, sizeof *plain, compare);
}
