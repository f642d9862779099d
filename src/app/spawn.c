#include "app/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strbuf.h"

bool spawn_found(const char *name)
{
	struct str path = str_of(getenv("PATH")), dir;
	bool found = false;

	if (strchr(name, '/'))
		return access(name, X_OK) == 0;
	while (!found && str_split(&path, ':', &dir)) {
		struct strbuf file = STRBUF_INIT;

		strbuf_addf(&file, "%.*s/%s", STR_ARG(dir), name);
		found = *name && access(file.buf, X_OK) == 0;
		strbuf_release(&file);
	}
	return found;
}

/* What a program may expect: no signal ignored or held back, nothing of ours open but 0 to 2. */
static void clean_child(void)
{
	static const int signals[] = {SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGXFSZ, SIGHUP,
		SIGWINCH, SIGTSTP, SIGCHLD};
	sigset_t none;

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		signal(signals[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Starts argv in a child; why it could not comes back through a pipe that a successful exec closes. */
static void start(char *const argv[], int report)
{
	int why;

	clean_child();
	/* The report goes with the exec; everything above it at once. */
	dup2(report, STDERR_FILENO + 1);
	fcntl(STDERR_FILENO + 1, F_SETFD, FD_CLOEXEC);
	closefrom(STDERR_FILENO + 2);
	execvp(argv[0], argv);
	why = errno;
	if (write(STDERR_FILENO + 1, &why, sizeof why) < 0)
		_exit(126);
	_exit(127);
}

static void use_null_device(void)
{
	int fd = open("/dev/null", O_RDWR);

	for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
		dup2(fd, i);
	if (fd > STDERR_FILENO)
		close(fd);
}

/* Reads what start() reported: 0 where the program runs. */
static int started(int fd, const char *name, struct err *err)
{
	int why;
	ssize_t n;

	do
		n = read(fd, &why, sizeof why);
	while (n < 0 && errno == EINTR);
	if (n != sizeof why)
		return 0;
	errno = why;
	return err_set_errno(err, ERR_FAILED, "%s cannot be started", name);
}

static void wait_for(pid_t child, int *status)
{
	while (waitpid(child, status, 0) < 0 && errno == EINTR)
		;
}

/* The program is a grandchild, which nobody has to wait for. */
int spawn_detached(char *const argv[], struct err *err)
{
	int report[2], rc, status;
	pid_t child;

	if (pipe2(report, O_CLOEXEC) < 0)
		return err_set_errno(err, ERR_FAILED, "%s", argv[0]);
	child = fork();
	if (child == 0) {
		setsid();
		if (fork() != 0)
			_exit(0);
		use_null_device();
		start(argv, report[1]);
	}
	close(report[1]);
	if (child < 0) {
		rc = err_set_errno(err, ERR_FAILED, "%s", argv[0]);
	} else {
		wait_for(child, &status);
		rc = started(report[0], argv[0], err);
	}
	close(report[0]);
	return rc;
}

enum pipes { REPORT, OUTPUT, INPUT, PIPES };

static void close_pair(int *ends)
{
	for (int i = 0; i < 2; i++)
		if (ends[i] >= 0)
			close(ends[i]);
	ends[0] = ends[1] = -1;
}

static int open_pipes(int ends[PIPES][2])
{
	for (int i = 0; i < PIPES; i++)
		ends[i][0] = ends[i][1] = -1;
	for (int i = 0; i < PIPES; i++) {
		if (pipe2(ends[i], O_CLOEXEC | (i == REPORT ? 0 : O_NONBLOCK)) == 0)
			continue;
		while (i > 0)
			close_pair(ends[--i]);
		return -1;
	}
	return 0;
}

static _Noreturn void run_behind(char *const argv[], int lower, int ends[PIPES][2], bool input)
{
	use_null_device();
	dup2(ends[OUTPUT][1], STDOUT_FILENO);
	fcntl(STDOUT_FILENO, F_SETFL, 0); /* it waits where we are slow to read */
	if (input) {
		dup2(ends[INPUT][0], STDIN_FILENO);
		fcntl(STDIN_FILENO, F_SETFL, 0);
	}
	setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + lower);
	start(argv, ends[REPORT][1]);
	_exit(127);
}

int spawn_behind(char *const argv[], int lower, pid_t *pid, int *in, int *out, struct err *err)
{
	int ends[PIPES][2], rc, status;

	if (open_pipes(ends) < 0)
		return err_set_errno(err, ERR_FAILED, "%s", argv[0]);
	*pid = fork();
	if (*pid == 0)
		run_behind(argv, lower, ends, in != NULL);
	close(ends[REPORT][1]);
	ends[REPORT][1] = -1;
	rc = *pid < 0 ? err_set_errno(err, ERR_FAILED, "%s", argv[0]) : started(ends[REPORT][0], argv[0], err);
	if (rc < 0 && *pid > 0)
		wait_for(*pid, &status);
	*out = -1;
	if (rc == 0) { /* the other ends are the program's */
		*out = ends[OUTPUT][0];
		ends[OUTPUT][0] = -1;
	}
	if (rc == 0 && in) {
		*in = ends[INPUT][1];
		ends[INPUT][1] = -1;
	}
	for (int i = 0; i < PIPES; i++)
		close_pair(ends[i]);
	return rc;
}

static int ended_well(const char *name, int status, struct err *err)
{
	if (WIFSIGNALED(status))
		return err_set(err, ERR_FAILED, "%s was ended by signal %d", name, WTERMSIG(status));
	if (WEXITSTATUS(status))
		return err_set(err, ERR_FAILED, "%s ended with code %d", name, WEXITSTATUS(status));
	return 0;
}

int spawn_end(pid_t pid, struct err *err)
{
	int status = 0;

	kill(pid, SIGTERM);
	kill(pid, SIGCONT); /* one that was stopped takes it only now */
	wait_for(pid, &status);
	return ended_well("the work behind", status, err);
}

/* ^C and ^\ belong to the program while it has the terminal. */
static int outlast(pid_t pid)
{
	struct sigaction ignore, old_int, old_quit;
	int status = 0;

	memset(&ignore, 0, sizeof ignore);
	ignore.sa_handler = SIG_IGN;
	sigaction(SIGINT, &ignore, &old_int);
	sigaction(SIGQUIT, &ignore, &old_quit);
	wait_for(pid, &status);
	sigaction(SIGINT, &old_int, NULL);
	sigaction(SIGQUIT, &old_quit, NULL);
	return status;
}

void spawn_outlast(pid_t pid)
{
	outlast(pid);
}

/* With input as its standard input, or ours where that is negative. */
static int start_here(char *const argv[], int input, pid_t *pid, struct err *err)
{
	int report[2], rc, status;

	if (pipe2(report, O_CLOEXEC) < 0)
		return err_set_errno(err, ERR_FAILED, "%s", argv[0]);
	*pid = fork();
	if (*pid == 0) {
		if (input >= 0)
			dup2(input, STDIN_FILENO);
		start(argv, report[1]);
	}
	close(report[1]);
	rc = *pid < 0 ? err_set_errno(err, ERR_FAILED, "%s", argv[0]) : started(report[0], argv[0], err);
	if (rc < 0 && *pid > 0)
		wait_for(*pid, &status);
	close(report[0]);
	return rc;
}

int spawn_reader(char *const argv[], pid_t *pid, int *in, struct err *err)
{
	int input[2], rc;

	if (pipe2(input, O_CLOEXEC) < 0)
		return err_set_errno(err, ERR_FAILED, "%s", argv[0]);
	rc = start_here(argv, input[0], pid, err);
	close(input[0]);
	*in = input[1];
	if (rc < 0)
		close(*in);
	return rc;
}

int spawn_wait(char *const argv[], struct err *err)
{
	pid_t pid;
	int rc = start_here(argv, -1, &pid, err);

	return rc < 0 ? rc : ended_well(argv[0], outlast(pid), err);
}
