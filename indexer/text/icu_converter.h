// An ICU converter that closes itself.
#pragma once
#include <unicode/ucnv.h>

#include <memory>
#include <string>
#include <string_view>

namespace backfile::text {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

/// name: as ICU knows it. Null where it has no such converter.
inline Converter open_converter(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(std::string(name).c_str(), &status));
  if (U_FAILURE(status)) converter.reset();
  return converter;
}

}  // namespace backfile::text
