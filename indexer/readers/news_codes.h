// Codes of the IPTC that stand in news without the name they mean.
#pragma once
#include <string_view>

namespace backfile::readers {

/// "sport" of 15000000, 15054000, `subj:15000000`, `medtop:15000000`: the name of the top-level subject (IPTC Subject Codes and Media
/// Topics share these). Empty for any other code.
std::string_view top_subject(std::string_view code);

}  // namespace backfile::readers
