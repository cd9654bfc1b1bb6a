// Reading the files of texts, and filling in values.
#include "server/web/texts.h"

#include <unicode/msgfmt.h>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <vector>

#include "server/web/assets.h"

namespace backfile::web {

struct Texts::File {
  std::unordered_map<std::string, std::string> texts;
};

namespace {

icu::UnicodeString wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

/// Patterns are parsed once a thread: parsing takes longer than filling in, and ICU does not promise that one may be shared.
const icu::MessageFormat& pattern(const std::string& text, std::string_view language) {
  thread_local std::unordered_map<const std::string*, std::unique_ptr<icu::MessageFormat>> parsed;
  auto& format = parsed[&text];
  if (!format) {
    UErrorCode status = U_ZERO_ERROR;
    format = std::make_unique<icu::MessageFormat>(wide(text), icu::Locale(std::string(language).c_str()), status);
  }
  return *format;
}

}  // namespace

Texts::Texts(std::string_view language) : language_(language), file_(std::make_unique<File>()) {}
Texts::~Texts() = default;

std::string Texts::operator()(std::string_view name) const {
  const auto found = file_->texts.find(std::string(name));
  return found == file_->texts.end() ? std::string(name) : found->second;
}

std::string Texts::operator()(std::string_view name, std::initializer_list<Value> values) const {
  const auto found = file_->texts.find(std::string(name));
  if (found == file_->texts.end()) return std::string(name);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> filled;
  for (const Value& value : values) {
    names.push_back(wide(value.name));
    if (const auto* count = std::get_if<std::int64_t>(&value.is))
      filled.emplace_back(*count);
    else
      filled.emplace_back(wide(std::get<std::string>(value.is)));
  }
  icu::UnicodeString out;
  UErrorCode status = U_ZERO_ERROR;
  pattern(found->second, language_).format(names.data(), filled.data(), static_cast<std::int32_t>(names.size()), out, status);
  std::string text;
  return out.toUTF8String(text);
}

std::span<const std::unique_ptr<Texts>> all_texts() {
  static const auto all = [] {
    std::vector<std::unique_ptr<Texts>> languages;
    for (const Asset& asset : text_files()) {
      languages.emplace_back(new Texts(asset.name.substr(0, asset.name.find('.'))));
      const auto json = nlohmann::json::parse(asset.bytes);
      for (const auto& [name, text] : json.items()) languages.back()->file_->texts.emplace(name, text);
    }
    return languages;
  }();
  return all;
}

}  // namespace backfile::web
