#include "cli/vary.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace polder::cli {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Splits at commas outside quotes.
std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> values;
  char quote = '\0';
  std::size_t start = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const char c = list[i];
    if (quote == '"' && c == '\\') {
      ++i;
    } else if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == ',') {
      values.emplace_back(trimmed(list.substr(start, i - start)));
      start = i + 1;
    }
  }
  values.emplace_back(trimmed(list.substr(start)));
  return values;
}

std::string without_quotes(std::string_view value) {
  const bool quoted =
      value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
  return std::string(quoted ? value.substr(1, value.size() - 2) : value);
}

/// What all variants share, and why a path that changes it cannot vary.
std::string_view cannot_vary(std::string_view path) {
  if (path == "seed") return "variants are compared on the same random numbers; run once per --seed";
  if (path == "replicates")
    return "variants are compared replicate by replicate; choose one number with --replicates";
  if (path == "title") return "it changes nothing in the model; vary another path";
  return {};
}

}  // namespace

std::vector<Vary> parse_vary(std::span<const std::string> texts, std::vector<std::string>& errors) {
  std::vector<Vary> varied;
  std::size_t variants = 1;
  for (const std::string& text : texts) {
    const auto refuse = [&](std::string_view reason) {
      errors.push_back(fmt::format("--vary {}: error: {}", text, reason));
    };
    const auto parsed = scenario::parse_override(text, "--vary");
    if (!parsed || parsed->path.empty()) {
      refuse("no path and values; write --vary PATH=a,b,c");
      continue;
    }
    Vary vary{.path = std::string(trimmed(parsed->path)), .values = split(parsed->value)};
    const std::string_view reason = cannot_vary(vary.path);
    if (!reason.empty()) refuse(fmt::format("`{}` cannot be varied; {}", vary.path, reason));
    if (std::ranges::find(vary.values, "") != vary.values.end()) {
      refuse("a value is missing; put one before and after every comma");
    }
    std::vector<std::string> names;
    std::ranges::transform(vary.values, std::back_inserter(names), without_quotes);
    std::ranges::sort(names);
    if (const auto twice = std::ranges::adjacent_find(names); twice != names.end() && !twice->empty()) {
      refuse(fmt::format("the value `{}` is there twice; name each once", *twice));
    }
    if (std::ranges::find(varied, vary.path, &Vary::path) != varied.end()) {
      refuse(fmt::format("`{}` is varied twice; put all its values in one list", vary.path));
    }
    variants = std::min(variants * vary.values.size(), kMostVariants + 1);
    varied.push_back(std::move(vary));
  }
  if (variants > kMostVariants) {
    errors.push_back(fmt::format(
        "polder compare: error: --vary asks for more than {} variants; give fewer values", kMostVariants));
  }
  return varied;
}

std::vector<Variant> combinations(std::span<const Vary> varied) {
  std::vector<Variant> variants{{}};
  for (const Vary& vary : varied) {
    std::vector<Variant> longer;
    for (const Variant& shorter : variants) {
      for (const std::string& value : vary.values) {
        Variant variant = shorter;
        if (!variant.name.empty()) variant.name += ", ";
        if (varied.size() > 1) variant.name += vary.path + "=";
        variant.name += without_quotes(value);
        variant.overrides.push_back({.path = vary.path, .value = value, .option = "--vary"});
        longer.push_back(std::move(variant));
      }
    }
    variants = std::move(longer);
  }
  return variants;
}

}  // namespace polder::cli
