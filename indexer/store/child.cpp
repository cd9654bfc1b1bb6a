#include "indexer/store/child.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <exception>

#include "indexer/store/durable.h"

namespace backfile::store {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kThrew = 3;  // exit status of a child whose work threw

void write_all(int fd, std::string line) {
  std::replace(line.begin(), line.end(), '\n', ' ');
  line += '\n';
  for (std::size_t done = 0; done < line.size();) {
    const ssize_t written = ::write(fd, line.data() + done, line.size() - done);
    if (written <= 0 && errno != EINTR) return;
    if (written > 0) done += static_cast<std::size_t>(written);
  }
}

// Reads until the child closes its end; false where the time is over first.
bool read_lines(int fd, Clock::time_point end, std::vector<std::string>& lines) {
  std::string text;
  char buffer[4096];
  bool in_time = true;
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    pollfd waiting{fd, POLLIN, 0};
    const int ready = left <= 0 ? 0 : ::poll(&waiting, 1, static_cast<int>(std::min<long long>(left, 60'000)));
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0 && left > 60'000) continue;
    in_time = ready > 0;
    const ssize_t got = in_time ? ::read(fd, buffer, sizeof buffer) : 0;
    if (got <= 0) break;
    text.append(buffer, static_cast<std::size_t>(got));
  }
  for (std::size_t begin = 0, stop; (stop = text.find('\n', begin)) != std::string::npos; begin = stop + 1) {
    lines.push_back(text.substr(begin, stop - begin));
  }
  return in_time;
}

}  // namespace

Result<ChildReport> run_in_child(const std::function<void(const std::function<void(const std::string&)>& report)>& work, unsigned seconds) {
  int ends[2];
  if (::pipe(ends) != 0) return tl::unexpected<Error>(system_error("make", "a pipe"));
  const pid_t child = ::fork();
  if (child < 0) {
    Error error = system_error("start", "a child process");
    ::close(ends[0]);
    ::close(ends[1]);
    return tl::unexpected<Error>(error);
  }
  if (child == 0) {
    ::close(ends[0]);
    int status = 0;
    try {
      work([&](const std::string& line) { write_all(ends[1], line); });
    } catch (const std::exception& trouble) {
      write_all(ends[1], trouble.what());
      status = kThrew;
    }
    ::_exit(status);
  }
  ::close(ends[1]);
  ChildReport report;
  const bool in_time = read_lines(ends[0], Clock::now() + std::chrono::seconds(seconds), report.lines);
  ::close(ends[0]);
  if (!in_time) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!in_time) {
    report.ended_badly = "took longer than " + std::to_string(seconds) + " s";
  } else if (WIFSIGNALED(status)) {
    report.ended_badly = "crashed (signal " + std::to_string(WTERMSIG(status)) + ")";
  } else if (WEXITSTATUS(status) != 0) {
    report.ended_badly = "ended with status " + std::to_string(WEXITSTATUS(status));
  }
  return report;
}

}  // namespace backfile::store
