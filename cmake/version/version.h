// Which polder this is.
#pragma once

#include <string_view>

namespace polder {

/// Release, for instance "0.1.0".
std::string_view version();

/// The 40 hexadecimal digits of the commit that was built, with "-dirty" where tracked files were
/// changed since; "unknown" where the sources are no git checkout, or git is absent or refuses.
std::string_view git_commit();

}  // namespace polder
