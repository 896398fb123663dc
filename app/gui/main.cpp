// caftan: parse, construct, run.
#include "ui/shell/language.h"
#include "ui/shell/picture_maker.h"
#include "ui/shell/window_host.h"

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QCursor>
#include <QTemporaryDir>
#include <cstdio>
#include <malloc.h>
#include <optional>
#include <time.h>
#include <unistd.h>

namespace {

struct Options {
    std::string project, pictures, cli, language;
    QSize size{1280, 800};
    double textScale = 0; // 0: what the settings say
    bool dark = false, light = false, contrast = false, demo = false, timeFirstPaint = false;
};

// Nothing when the program is to go on; otherwise its exit code.
std::optional<int> parse(int argc, char** argv, Options& options) {
    CLI::App app("Caftan: the window. Everything it does can be done with caftan-cli as well.", "caftan");
    std::string size;
    app.set_version_flag("--version", CAFTAN_VERSION);
    app.add_option("--project,project", options.project, "Folder of the project to open");
    app.add_flag("--demo", options.demo, "Open the embedded demo; it is made when it is not there yet");
    app.add_option("--pictures", options.pictures,
                   "Write one PNG a page into this folder, without a display, and exit");
    app.add_option("--size", size, "Size of the window, as WIDTHxHEIGHT (1280x800)");
    auto* dark = app.add_flag("--dark", options.dark, "Dark colours, whatever the desktop says");
    auto* light = app.add_flag("--light", options.light, "Light colours, whatever the desktop says")->excludes(dark);
    app.add_flag("--contrast", options.contrast, "High contrast")->excludes(dark)->excludes(light);
    app.add_option("--language", options.language, "Language of the window, whatever the settings say")
        ->check(CLI::IsMember({"system", "en", "de", "zh"}));
    app.add_option("--text-scale", options.textScale, "Size of the text: 1 is the desktop's, 2 for a lecture hall")
        ->check(CLI::Range(0.75, 2.5));
    app.add_option("--cli", options.cli,
                   "Program that runs imports and jobs (default: caftan-cli beside this program)");
    app.add_flag("--time-first-paint", options.timeFirstPaint,
                 "Print the milliseconds until the first paint, and exit");
    try {
        app.parse(argc, argv);
        if (!size.empty()) {
            const QStringList parts = QString::fromStdString(size).split(QLatin1Char('x'));
            options.size = QSize(parts.value(0).toInt(), parts.value(1).toInt());
            if (parts.size() != 2 || options.size.width() < 320 || options.size.height() < 240 ||
                options.size.width() > 16000 || options.size.height() > 16000)
                throw CLI::ValidationError("--size",
                                           "expected WIDTHxHEIGHT in pixels, from 320x240 to 16000x16000, for "
                                           "example 1280x800");
        }
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    return std::nullopt;
}

caftan::ui::Theme::Mode modeOf(const Options& options, const QString& setting) {
    using Mode = caftan::ui::Theme::Mode;
    if (options.contrast)
        return Mode::Contrast;
    if (options.dark)
        return Mode::Dark;
    if (options.light || !options.pictures.empty())
        return Mode::Light;
    return setting == QLatin1String("dark")       ? Mode::Dark
           : setting == QLatin1String("light")    ? Mode::Light
           : setting == QLatin1String("contrast") ? Mode::Contrast
                                                  : Mode::System;
}

// Milliseconds since the kernel started this process.
qint64 sinceStart() {
    std::FILE* stat = std::fopen("/proc/self/stat", "r");
    if (!stat)
        return -1;
    char text[2048] = {};
    const size_t length = std::fread(text, 1, sizeof text - 1, stat);
    std::fclose(stat);
    const QByteArray fields(text, qsizetype(length));
    const double ticks = fields.mid(fields.lastIndexOf(')') + 2).split(' ').value(19).toDouble();
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return qint64((double(now.tv_sec) + double(now.tv_nsec) / 1e9 - ticks / double(sysconf(_SC_CLK_TCK))) * 1000);
}

int makePictures(QApplication& application, caftan::ui::MainWindow& window, const Options& options) {
    caftan::ui::PictureMaker maker(window, QString::fromStdString(options.pictures),
                                   options.demo || !options.project.empty());
    QCursor::setPos(-1000, -1000); // nothing is under the pointer, and its ring is not in the pictures
    int code = 0;
    QObject::connect(&maker, &caftan::ui::PictureMaker::finished, &application, [&](const QString& problem) {
        if (!problem.isEmpty()) {
            std::fprintf(stderr, "caftan: %s\n", qPrintable(problem));
            code = 1;
        }
        application.quit();
    });
    maker.start();
    application.exec();
    return code;
}

} // namespace

int main(int argc, char** argv) {
    using namespace caftan::ui;
    mallopt(M_MMAP_THRESHOLD, 256 * 1024); // columns of a large scoring go back to the system when they are replaced
    Options options;
    if (const auto code = parse(argc, argv, options))
        return *code;
    const bool pictures = !options.pictures.empty();
    if (pictures)
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication::setApplicationName(QStringLiteral("caftan"));
    QApplication::setDesktopFileName(QStringLiteral("caftan"));
    QApplication application(argc, argv);
    const QTemporaryDir passing; // pictures leave the user's settings alone
    Settings settings(pictures ? passing.filePath(QStringLiteral("settings.ini")) : QString());
    Theme theme(application, modeOf(options, settings.value(Setting::Theme).toString()),
                options.textScale > 0 ? options.textScale : settings.value(Setting::TextScale).toDouble(),
                settings.value(Setting::DesktopDark).toBool());
    // Pictures speak English wherever they are made, unless told otherwise.
    Language language(settings, pictures && options.language.empty() ? QStringLiteral("en")
                                                                     : QString::fromStdString(options.language));
    WindowOptions windowOptions;
    windowOptions.cli = QString::fromStdString(options.cli);
    WindowHost host(theme, settings, language, windowOptions);
    MainWindow& window = host.window();
    if (pictures || options.size != Options().size)
        window.resize(options.size);
    QObject::connect(&window, &MainWindow::firstPainted, &window, [&] {
        if (options.timeFirstPaint) {
            std::printf("%lld\n", static_cast<long long>(sinceStart()));
            QMetaObject::invokeMethod(&application, &QCoreApplication::quit, Qt::QueuedConnection);
        }
    });
    window.show();
    if (options.demo)
        window.openDemo();
    else if (!options.project.empty())
        window.openProject(QString::fromStdString(options.project));
    return pictures ? makePictures(application, window, options) : QApplication::exec();
}
