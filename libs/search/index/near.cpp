#include "libs/search/index/near.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace search {
namespace {

constexpr std::size_t kLongest = 48;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Pairs that cost half: ㅐㅔ (o p), and c k, s z, i y of Latin words.
constexpr std::array<std::array<char, 2>, 4> kMixedUp{
    {{'o', 'p'}, {'c', 'k'}, {'s', 'z'}, {'i', 'y'}}};

double cost(char a, char b) {
    if (a == b) {
        return 0;
    }
    if (lower(a) == lower(b)) {
        return 0.5;
    }
    for (const auto& [one, other] : kMixedUp) {
        if ((a == one && b == other) || (a == other && b == one)) {
            return 0.5;
        }
    }
    return 1;
}

// A bit a letter; those that cost half for one another are one, so that a whole slip changes at most
// two bits and half a one none.
std::uint32_t letters_of(std::string_view word) {
    std::uint32_t letters = 0;
    for (char c : word) {
        c = lower(c);
        for (const auto& [one, other] : kMixedUp) {
            c = c == other ? one : c;
        }
        letters |= 1U << (static_cast<unsigned char>(c) & 31U);
    }
    return letters;
}
constexpr int kLettersPerSlip = 2;

}  // namespace

double allowed_slips(std::size_t letters) {
    return letters < 3 ? 0 : letters < 4 ? 0.5 : letters < 8 ? 1 : 2;
}

double slips(std::string_view a, std::string_view b, double most) {
    if (a.size() > kLongest || b.size() > kLongest) {
        return most + 1;
    }
    using Row = std::array<double, kLongest + 1>;
    Row before{}, last{}, now{};
    for (std::size_t j = 0; j <= b.size(); ++j) {
        last[j] = static_cast<double>(j);
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = static_cast<double>(i);
        double least = now[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + cost(a[i - 1], b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = std::min(now[j], before[j - 2] + 1);
            }
            least = std::min(least, now[j]);
        }
        if (least > most) {
            return most + 1;
        }
        before = last;
        last = now;
    }
    return last[b.size()];
}

Near::Near(Entries entries) {
    std::erase_if(entries, [](const auto& entry) {
        return entry.first.size() < 3 || entry.first.size() > kLongest;
    });
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        return a.first.size() != b.first.size() ? a.first.size() < b.first.size() : a < b;
    });
    first_.assign(kLongest + 2, static_cast<std::uint32_t>(entries.size()));
    start_.assign(kLongest + 2, 0);
    for (std::size_t place = entries.size(); place-- > 0;) {
        first_[entries[place].first.size()] = static_cast<std::uint32_t>(place);
    }
    for (std::size_t length = kLongest + 1; length-- > 0;) {
        first_[length] = std::min(first_[length], first_[length + 1]);
    }
    for (std::size_t length = 0; length <= kLongest; ++length) {
        start_[length + 1] = start_[length] + static_cast<std::uint32_t>(length) *
                                                  (first_[length + 1] - first_[length]);
    }
    terms_.reserve(entries.size());
    for (const auto& [word, term] : entries) {
        text_ += word;
        terms_.push_back(term);
        letters_.push_back(letters_of(word));
    }
    text_.shrink_to_fit();
}

std::vector<Near::Slip> Near::near(std::string_view word) const {
    std::vector<Slip> found;
    const double at_most = allowed_slips(word.size() + 1);
    if (word.size() < 3 || word.size() > kLongest || terms_.empty()) {
        return found;
    }
    const auto reach = static_cast<std::size_t>(allowed_slips(word.size()) > 0.5 ? at_most : 0);
    const std::uint32_t letters = letters_of(word);
    const char head = lower(word.front());
    const char tail = lower(word.back());
    for (std::size_t n = word.size() - reach; n <= std::min(word.size() + reach, kLongest); ++n) {
        const double most = allowed_slips(std::max(n, word.size()));
        const int most_letters = kLettersPerSlip * static_cast<int>(most);
        for (std::uint32_t place = first_[n]; place < first_[n + 1]; ++place) {
            if (std::popcount(letters ^ letters_[place]) > most_letters) {
                continue;
            }
            const std::string_view there =
                std::string_view(text_).substr(start_[n] + (place - first_[n]) * n, n);
            // One slip changes one end at most; c and k are the exception that the first letter knows.
            if (cost(there.front(), head) > 0.5 && lower(there.back()) != tail) {
                continue;
            }
            const double distance = slips(word, there, most);
            if (distance > 0 && distance <= most) {
                found.push_back({terms_[place], distance});
            }
        }
    }
    std::sort(found.begin(), found.end(), [](const Slip& a, const Slip& b) {
        return a.distance != b.distance ? a.distance < b.distance : a.term < b.term;
    });
    return found;
}

}  // namespace search
