// Lines within an article that are not its text: offers of the publisher, captions.
#pragma once
#include <string_view>

namespace backfile::page {

/// `Sign up for our newsletter`, `Folgen Sie uns auf Facebook`: words of a table, in a line of at most 300 characters. A sentence of the
/// news may hold them too (`Readers were asked to sign up for …`): ask only about lines that something else speaks against.
bool is_pitch(std::string_view line);

/// `Photo: Ada Brook`, `Abbildung 4: …`, `(Foto: Brook)`.
bool is_caption(std::string_view line);

}  // namespace backfile::page
