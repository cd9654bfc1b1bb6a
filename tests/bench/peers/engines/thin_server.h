// The thinnest fair HTTP server around an engine that has none: a thread and a database handle for each kept connection, GET only. Also the
// answer's JSON and the reading of articles, which are the same for each such engine.
#pragma once
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace peers {

struct Question {
  bool timeline = false;
  std::map<std::string, std::string> parameters;
  std::string operator[](const std::string& name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string() : found->second;
  }
  bool has(const std::string& name) const { return parameters.count(name) > 0; }
  long offset() const { return has("page") ? (std::atol((*this)["page"].c_str()) - 1) * 10 : 0; }
};

using Counts = std::map<std::string, long>;

/// How many matches each section and each year have; the total is the sum.
struct Counted {
  long total = 0;
  Counts sections, years;
  void add(const std::string& section, const std::string& year, long count) {
    total += count;
    if (!section.empty()) sections[section] += count;
    if (!year.empty()) years[year] += count;
  }
};

inline nlohmann::json most(const Counts& counts, std::size_t size) {
  std::vector<std::pair<std::string, long>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  sorted.resize(std::min(size, sorted.size()));
  auto list = nlohmann::json::array();
  for (const auto& [value, count] : sorted) list.push_back({{"value", value}, {"count", count}});
  return list;
}

inline std::string answer(const Question& question, const Counted& counted, nlohmann::json results) {
  const nlohmann::json json =
      question.timeline ? nlohmann::json{{"buckets", most(counted.years, 10'000)}}
                        : nlohmann::json{{"total", counted.total},
                                         {"results", std::move(results)},
                                         {"facets", {{"section", most(counted.sections, 10)}, {"year", most(counted.years, 10)}}}};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

inline std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '\'' || c < 0)
      words.back() += c;
    else
      words.emplace_back();
  }
  words.erase(std::remove(words.begin(), words.end(), ""), words.end());
  return words;
}

inline void each_article(const std::string& path, const std::function<void(const nlohmann::json&)>& take) {
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) take(nlohmann::json::parse(line));
}

inline std::string decoded(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      plain += static_cast<char>(std::strtol(text.substr(i + 1, 2).c_str(), nullptr, 16));
      i += 2;
    } else {
      plain += text[i] == '+' ? ' ' : text[i];
    }
  }
  return plain;
}

inline Question question_of(const std::string& target) {
  Question question;
  question.timeline = target.rfind("/timeline", 0) == 0;
  for (std::size_t at = target.find('?'); at != std::string::npos;) {
    const std::size_t end = target.find('&', ++at), equals = target.find('=', at);
    if (equals < end) question.parameters[target.substr(at, equals - at)] = decoded(target.substr(equals + 1, end - equals - 1));
    at = end;
  }
  return question;
}

using Answering = std::function<std::string(const Question&)>;

inline void converse(int socket, const Answering& answering) {
  std::string received;
  char bytes[16384];
  for (ssize_t count; (count = recv(socket, bytes, sizeof bytes, 0)) > 0;) {
    received.append(bytes, static_cast<std::size_t>(count));
    for (std::size_t end; (end = received.find("\r\n\r\n")) != std::string::npos; received.erase(0, end + 4)) {
      const std::size_t begin = received.find(' ') + 1;
      const std::string body = answering(question_of(received.substr(begin, received.find(' ', begin) - begin)));
      const std::string status = body.empty() ? "500 Internal Server Error" : "200 OK";
      const std::string whole =
          "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
      for (std::size_t sent = 0; sent < whole.size();) {
        const ssize_t done = send(socket, whole.data() + sent, whole.size() - sent, MSG_NOSIGNAL);
        if (done <= 0) return;
        sent += static_cast<std::size_t>(done);
      }
    }
  }
}

/// open: called by each connection's thread; an empty function closes the connection (the engine is not there yet). An answer that is
/// empty means failed. Returns where the port cannot be had.
inline int serve(int port, const std::function<Answering()>& open) {
  const int listening = ::socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || listen(listening, 128) != 0) return 1;
  while (true) {
    const int socket = accept(listening, nullptr, nullptr);
    if (socket < 0) continue;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::thread([socket, open] {
      if (const auto answering = open()) converse(socket, answering);
      close(socket);
    }).detach();
  }
}

}  // namespace peers
