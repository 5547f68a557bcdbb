// The shapes of an elevation as one page of PDF at 1:10. Letters are of the fonts that every reader has: Helvetica, and for Korean
// the Gothic of Adobe-Korea1, by its Unicode encoding.
#include <fmt/format.h>

#include <array>
#include <map>

#include "jarip/core/utf8.hpp"
#include "jarip/report/rack/elevation.hpp"

namespace jarip::report {
namespace {

constexpr double kPointsPerTenth = 72 / 25.4 / 10;  // of a millimetre

// Thousandths of the letter's size from space to ~, of Helvetica (Adobe's metrics).
constexpr std::array<int, 95> kWidths{
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};

// Letters of one font.
struct FontRun {
    bool is_latin = true;
    std::vector<char32_t> letters;
    double width = 0;  // of letters of size 1
};

double width_of(char32_t letter) {
    if (letter >= U' ' && letter <= U'~') return kWidths.at(letter - U' ') / 1000.0;
    if (letter == U'·') return 0.278;
    if (letter == U'×') return 0.584;
    return letter <= 0xff ? 0.556 : 1;
}

char32_t next_letter(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    char32_t letter = size == 1 ? lead : lead & (0xffU >> (size + 1));
    for (std::size_t i = 1; i < size && at + i < text.size(); ++i)
        letter = letter << 6U | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
    at = std::min(at + size, text.size());
    return letter;
}

std::vector<FontRun> runs_of(std::string_view text) {
    std::vector<FontRun> runs;
    for (std::size_t at = 0; at < text.size();) {
        const auto letter = next_letter(text, at);
        const bool is_latin =
            (letter >= 0x20 && letter < 0x7f) || (letter >= 0xa0 && letter <= 0xff);
        if (runs.empty() || runs.back().is_latin != is_latin) runs.push_back({is_latin, {}, 0});
        runs.back().letters.push_back(letter);
        runs.back().width += width_of(letter);
    }
    return runs;
}

// As WinAnsi, which is Latin-1 there, or as UTF-16, in hexadecimal digits.
std::string digits_of(const FontRun& run) {
    std::string digits;
    for (const auto letter : run.letters) {
        const auto value = static_cast<std::uint32_t>(letter);
        if (run.is_latin) {
            digits += fmt::format("{:02X}", value);
        } else if (value > 0xffff) {
            const auto rest = value - 0x10000;
            digits += fmt::format("{:04X}{:04X}", 0xd800 + (rest >> 10U), 0xdc00 + (rest & 0x3ffU));
        } else {
            digits += fmt::format("{:04X}", value);
        }
    }
    return digits;
}

// "#1d4ed8" as three shares.
std::string colour_text(std::string_view colour) {
    std::array<double, 3> shares{};
    for (std::size_t i = 0; i < 3; ++i)
        shares.at(i) = std::stoi(std::string{colour.substr(1 + 2 * i, 2)}, nullptr, 16) / 255.0;
    return fmt::format("{:.3f} {:.3f} {:.3f}", shares[0], shares[1], shares[2]);
}

// How a look of the picture is painted on white paper.
struct Paint {
    const char* fill = nullptr;
    const char* stroke = nullptr;
    double width = 0;
    const char* dashes = "[] 0 d";
};
Paint paint_of(std::string_view look) {
    if (look == "page") return {"#ffffff"};
    if (look == "frame") return {nullptr, "#444444", 6};
    if (look == "unit") return {nullptr, "#bbbbbb", 1};
    if (look == "device" || look == "key") return {"#c2410c", "#222222", 2};
    if (look == "through") return {nullptr, "#999999", 2, "[8 6] 0 d"};
    if (look == "unknown") return {nullptr, "#222222", 2, "[4 4] 0 d"};
    if (look == "cable") return {nullptr, "#475569", 4};
    if (look == "end") return {"#475569"};
    if (look == "rule") return {nullptr, "#111111", 4};
    return {"#111111", "#111111", 5};
}

class PdfPage {
public:
    explicit PdfPage(const Picture& picture) : picture_{picture} {}

    std::string write() {
        content_ = fmt::format("{0:.6f} 0 0 -{0:.6f} 0 {1:.3f} cm\n", kPointsPerTenth,
                               picture_.height * kPointsPerTenth);
        for (const auto& shape : picture_.shapes) add(shape);
        std::string states;
        for (const auto& [opacity, name] : states_)
            states += fmt::format("/{} << /ca {} >> ", name, opacity);
        add_object("<< /Type /Catalog /Pages 2 0 R >>");
        add_object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        add_object(fmt::format(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {:.3f} {:.3f}] /Contents 4 0 R /Resources << "
            "/Font << /F1 5 0 R /F2 6 0 R /F3 7 0 R >> /ExtGState << {}>> >> >>",
            picture_.width * kPointsPerTenth, picture_.height * kPointsPerTenth, states));
        add_object(fmt::format("<< /Length {} >>\nstream\n{}endstream", content_.size(), content_));
        for (const char* font : {"Helvetica", "Helvetica-Bold"})
            add_object(fmt::format(
                "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>",
                font));
        add_object(
            "<< /Type /Font /Subtype /Type0 /BaseFont /HYGoThic-Medium-UniKS-UTF16-H /Encoding "
            "/UniKS-UTF16-H /DescendantFonts [8 0 R] >>");
        add_object(
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYGoThic-Medium /CIDSystemInfo << /Registry "
            "(Adobe) /Ordering (Korea1) /Supplement 1 >> /FontDescriptor 9 0 R /DW 1000 >>");
        add_object(
            "<< /Type /FontDescriptor /FontName /HYGoThic-Medium /Flags 4 /FontBBox [0 -148 1000 880] "
            "/ItalicAngle 0 /Ascent 880 /Descent -148 /CapHeight 737 /StemV 58 >>");
        return finished();
    }

private:
    void add(const Shape& shape) {
        auto paint = paint_of(shape.look);
        if (!shape.colour.empty()) paint.fill = paint.stroke = shape.colour.c_str();
        switch (shape.kind) {
            case Shape::Kind::words: add_words(shape); return;
            case Shape::Kind::line:
                stroke(paint);
                content_ += fmt::format("{:.1f} {:.1f} m {:.1f} {:.1f} l S\n", shape.x, shape.y,
                                        shape.x2, shape.y2);
                return;
            case Shape::Kind::box: add_box(shape, paint); return;
            case Shape::Kind::arrow:
                fill(paint);
                content_ +=
                    fmt::format("{:.1f} {:.1f} m {:.1f} {:.1f} l {:.1f} {:.1f} l f\n", shape.x,
                                shape.y, shape.x - kArrowFoot, shape.y + kArrowLong,
                                shape.x + kArrowFoot, shape.y + kArrowLong);
                return;
            case Shape::Kind::dot:
                // A line of no length with round ends.
                content_ += fmt::format(
                    "{} RG {:.1f} w 1 J [] 0 d {:.1f} {:.1f} m {:.1f} {:.1f} l S 0 J\n",
                    colour_text(paint.fill), 2 * kDot, shape.x, shape.y, shape.x, shape.y);
        }
    }

    void add_box(const Shape& shape, Paint paint) {
        if (!shape.colour.empty()) paint.stroke = nullptr;
        const auto edges =
            fmt::format("{:.1f} {:.1f} {:.1f} {:.1f} re ", shape.x, shape.y, shape.x2, shape.y2);
        if (paint.fill) {
            fill(paint);
            content_ += "q " + (shape.opacity ? '/' + state_of(*shape.opacity) + " gs " : "") +
                        edges + "f Q\n";
        }
        if (!paint.stroke) return;
        stroke(paint);
        content_ += edges + "S\n";
    }

    void add_words(const Shape& shape) {
        const auto runs = runs_of(printable(shape.text));
        double width = 0;
        for (const auto& run : runs) width += run.width * shape.size;
        const double before = shape.anchor == Anchor::end      ? width
                              : shape.anchor == Anchor::middle ? width / 2
                                                               : 0;
        const std::string_view colour = !shape.colour.empty() ? std::string_view{shape.colour}
                                        : shape.look.starts_with("small")
                                            ? std::string_view{"#555555"}
                                            : std::string_view{"#111111"};
        const double x = shape.is_turned ? shape.x : shape.x - before;
        const double y = shape.is_turned ? shape.y + before : shape.y;
        content_ += fmt::format("BT {} rg {} {:.1f} {:.1f} Tm", colour_text(colour),
                                shape.is_turned ? "0 -1 -1 0" : "1 0 0 -1", x, y);
        for (const auto& run : runs)
            content_ += fmt::format(" /{} {:.1f} Tf <{}> Tj",
                                    !run.is_latin   ? "F3"
                                    : shape.is_bold ? "F2"
                                                    : "F1",
                                    shape.size, digits_of(run));
        content_ += " ET\n";
    }

    void fill(const Paint& paint) { content_ += colour_text(paint.fill) + " rg "; }
    void stroke(const Paint& paint) {
        content_ +=
            fmt::format("{} RG {:.0f} w {} ", colour_text(paint.stroke), paint.width, paint.dashes);
    }
    std::string state_of(double opacity) {
        const auto text = fmt::format("{:.2f}", opacity);
        return states_.emplace(text, "G" + std::to_string(states_.size())).first->second;
    }

    void add_object(const std::string& body) {
        places_.push_back(file_.size());
        file_ += fmt::format("{} 0 obj\n{}\nendobj\n", places_.size(), body);
    }
    std::string finished() {
        const auto begin = file_.size();
        file_ += fmt::format("xref\n0 {}\n0000000000 65535 f \n", places_.size() + 1);
        for (const auto place : places_) file_ += fmt::format("{:010} 00000 n \n", place);
        file_ += fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
                             places_.size() + 1, begin);
        return std::move(file_);
    }

    const Picture& picture_;
    std::string content_;
    std::map<std::string, std::string> states_;
    std::string file_ = "%PDF-1.4\n";
    std::vector<std::size_t> places_;
};

}  // namespace

std::string pdf(const RackDrawing& drawing, const Context& context) {
    const auto picture = elevation_picture(drawing, context);
    return PdfPage{picture}.write();
}

}  // namespace jarip::report
