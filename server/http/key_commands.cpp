#include "server/http/key_commands.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>

#include "server/http/program.h"
#include "server/keys/issue.h"

namespace backfile::http {
namespace {

int add(const std::string& path, const KeyCommand& command) {
  std::string scopes;
  for (const std::string& scope : command.scopes) scopes += (scopes.empty() ? "" : ",") + scope;
  keys::Key key;
  key.name = command.name;
  key.scopes = keys::parse_scopes(scopes);
  const auto secret = keys::add_key(path, key);
  if (!secret) return refuse(secret.error());
  std::cerr << "The key '" << key.name << "', of scope " << keys::to_text(key.scopes)
            << ", is shown this once: keep it. Clients send it as\n"
            << "'Authorization: Bearer KEY'. It counts at once, also with servers that run.\n";
  std::cout << *secret << std::endl;
  return 0;
}

int list(const std::string& path) {
  const auto text = keys::read_keys_file(path);
  if (!text && text.error().code != Code::not_found) return refuse(text.error());
  const keys::Parsed parsed = keys::parse_keys(text ? *text : std::string());
  for (const keys::Key& key : parsed.keys) std::cout << key.name << '\t' << keys::to_text(key.scopes) << '\t' << key.created << '\n';
  for (const std::string& fault : parsed.faults) refuse({Code::invalid, "keys file " + path + ", " + fault});
  return parsed.faults.empty() ? 0 : 1;
}

int revoke(const std::string& path, const std::string& name) {
  if (const auto revoked = keys::revoke_key(path, name); !revoked) return refuse(revoked.error());
  std::cerr << "The key '" << name << "' is revoked. It counts no more, also with servers that run.\n";
  return 0;
}

}  // namespace

std::shared_ptr<KeyCommand> describe_key_commands(CLI::App& app) {
  auto command = std::make_shared<KeyCommand>();
  CLI::App* key = app.add_subcommand("key", "Makes, lists and revokes the keys that clients send");
  key->require_subcommand(1)->fallthrough();
  CLI::App* adding = key->add_subcommand("add", "Makes a key and prints it, this once only: what is kept is its SHA-256")->fallthrough();
  adding->add_option("name", command->name, "For the list and the log: 1 to 64 of A-Z a-z 0-9 . _ -")->required()->type_name("NAME");
  adding
      ->add_option("--scope", command->scopes,
                   "What it may do: read; long-queries, which is reading with queries of the settings' size for them; write. May be given "
                   "several times")
      ->required()
      ->delimiter(',')
      ->check(CLI::IsMember(keys::scope_names()));
  key->add_subcommand("list", "Prints name, scope and day of every key")->fallthrough();
  CLI::App* revoking = key->add_subcommand("revoke", "Makes a key worthless")->fallthrough();
  revoking->add_option("name", command->name, "As `key list` prints it")->required()->type_name("NAME");
  return command;
}

bool is_key_command(const CLI::App& app) { return app.got_subcommand("key"); }

int run_key_command(const CLI::App& app, const KeyCommand& command, const config::Settings& settings) {
  const CLI::App* key = app.get_subcommand("key");
  const std::string path = keys_file_of(settings);
  // A file in a directory that is no archive would keep one from being made there.
  std::error_code ignored;
  if (settings.keys_file.empty() && !std::filesystem::exists(settings.archive + "/manifest.json", ignored)) {
    return refuse({Code::not_found, "there is no archive at " + settings.archive + "; name it with --archive, or make it with: " +
                                        "backfile-indexer create --archive " + settings.archive});
  }
  if (key->got_subcommand("add")) return add(path, command);
  return key->got_subcommand("list") ? list(path) : revoke(path, command.name);
}

std::string keys_file_of(const config::Settings& settings) {
  return settings.keys_file.empty() ? settings.archive + "/keys" : settings.keys_file;
}

}  // namespace backfile::http
