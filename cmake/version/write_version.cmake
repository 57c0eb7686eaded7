# Writes version.cpp, at every build, and touches it only when what it says changes.
# Run as: cmake -D SOURCE_DIR=... -D POLDER_VERSION=... -D IN=version.cpp.in -D OUT=version.cpp -P write_version.cmake
set(POLDER_GIT_COMMIT "unknown")
# Only the checkout's own repository counts, not one that the sources were unpacked in.
if(EXISTS "${SOURCE_DIR}/.git")
  find_program(GIT git)
  if(GIT)
    execute_process(COMMAND "${GIT}" -C "${SOURCE_DIR}" rev-parse --verify HEAD
      OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
    if(NOT failed)
      set(POLDER_GIT_COMMIT "${commit}")
      execute_process(COMMAND "${GIT}" -C "${SOURCE_DIR}" --no-optional-locks status --porcelain --untracked-files=no
        OUTPUT_VARIABLE changes ERROR_QUIET)
      if(changes)
        string(APPEND POLDER_GIT_COMMIT "-dirty")
      endif()
    endif()
  endif()
endif()
configure_file("${IN}" "${OUT}" @ONLY)
